/** Speaks to a running server as a browser does, by any of its addresses: for the server's own tests. */
import { request } from 'node:http';

export interface Answer {
	status: number;
	location: string | undefined;
	cookies: string[];
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

export interface Ask {
	method?: string;
	headers?: Record<string, string>;
	body?: string;
}

/** One request to `http://ADDRESS:PORT` whose `Host`, `Origin` and the like may be anything. */
export function ask(base: string, path: string, { method = 'GET', headers, body }: Ask = {}) {
	const { hostname, port } = new URL(base);
	return new Promise<Answer>((resolve, reject) => {
		const asked = request({ hostname, port, path, method, headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () =>
				resolve({
					status: response.statusCode ?? 0,
					location: response.headers.location,
					cookies: (response.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]!),
					headers: response.headers,
					body: Buffer.concat(parts).toString()
				})
			);
		});
		asked.on('error', reject);
		asked.end(body);
	});
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** Posts a form from a page of `origin` (default: of the server itself). */
export const post = (
	base: string,
	path: string,
	fields: Record<string, string>,
	headers: Record<string, string> = {}
) =>
	ask(base, path, {
		method: 'POST',
		headers: { ...form, origin: new URL(base).origin, accept: 'text/html', ...headers },
		body: new URLSearchParams(fields).toString()
	});

/** Signs in at `base`; the answer is the value for a `cookie` header. */
export async function signInAt(base: string, staffNo: string, password: string): Promise<string> {
	const answer = await post(base, '/sign-in', { staffNo, password });
	if (answer.status !== 303) throw new Error(`sign-in at ${base}: ${answer.status}`);
	return answer.cookies.join('; ');
}
