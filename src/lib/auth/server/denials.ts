import { appendAudit } from '../../audit/server/append.ts';
import type { Context } from '../../people/server/context.ts';
import { isId } from '../../platform/server/ids.ts';

/** The request that was refused, as the router saw it. */
interface DeniedRequest {
	route: { id: string | null };
	params: Partial<Record<string, string>>;
	request: { method: string };
}

/** Data of a page that failed, and a form that was refused, as scripts get them: inside an answer of 200. */
const INSIDE =
	/"type":"error","error":\{.*?\},"status":(\d{3})|^\{"type":"failure","status":(\d{3})/s;

/** The status that the reader is shown: a script's request has it in the body. */
export async function shownStatus(response: Response, byScript: boolean): Promise<number> {
	const isJson = response.headers.get('content-type')?.startsWith('application/json');
	if (!byScript || response.status !== 200 || !isJson) return response.status;
	const found = INSIDE.exec(await response.clone().text());
	return Number(found?.[1] ?? found?.[2] ?? response.status);
}

/**
 * Writes `access.denied` when a signed-in person met a refusal of the policy: 403, or 404 on a
 * page of one thing (not theirs, or not there at all: the answer does not tell, the entry neither).
 */
export async function recordDenial(
	{ db, actor, now }: Context,
	{ route, params, request }: DeniedRequest,
	status: number
): Promise<void> {
	const { id } = params;
	const hidden = status === 404 && route.id !== null && id !== undefined && isId(id);
	if (status !== 403 && !hidden) return;
	const subject = id && isId(id) ? `${route.id?.split('/')[1] ?? ''}:${id}` : `route:${route.id}`;
	const facts = { route: route.id, method: request.method, status };
	await db.tx((tx) => appendAudit({ tx, actor, now }, { kind: 'access.denied', subject, facts }));
}
