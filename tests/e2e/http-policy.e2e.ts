/** The built server, asked by plain requests: what strangers get, what every answer carries, and that no form of asking goes round the policy. */
import { expect, test } from '@playwright/test';
import { roles, type Role } from '#lib/people/role.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { httpCentre, password, type HttpCentre } from '../fixtures/http-centre.ts';
import { relations } from '../fixtures/matrix-centre.ts';
import { addresses, brokenPromises, dataOf, plain, type Address } from '../support/http-walk.ts';
import { ask, post, type Answer, type Ask } from '../support/plain-http.ts';

let centre: HttpCentre;
test.beforeAll(async () => {
	test.setTimeout(120_000);
	centre = await httpCentre();
});
test.afterAll(async () => centre.app.remove());

const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
const asking = (path: string, given: Ask = {}) => ask(centre.app.url, path, given);
const as = (role: Role, path: string, { headers, ...given }: Ask = {}) =>
	asking(path, { ...given, headers: { cookie: centre.cookies[role], ...headers } });
const sending = ({ method, isPage }: Address): Ask => ({
	method,
	...(method !== 'GET' && method !== 'HEAD'
		? { headers: { ...form, origin: centre.app.url }, body: isPage ? '' : 'x=' }
		: {})
});

/** What the ids of an address name, as `role` stands to it. */
const paramsOf =
	(role: Role, relation: (typeof relations)[number]) =>
	(route: string): Record<string, string> => {
		const call = centre.callOf(role)[relation];
		const first = route.split('/')[1];
		const id =
			first === 'reviews'
				? call.review
				: first === 'concealments'
					? call.concealment
					: route.startsWith('/sampling/assignments')
						? call.assignment
						: route.startsWith('/custody/deletion-requests')
							? call.deletion
							: first === 'people'
								? call.agentId
								: call.recording;
		return { id, recordingId: call.recording, agentId: call.agentId, month: '2026-03', name: 'a' };
	};

test('strangers are led to the sign-in or refused, and every answer carries its headers', async () => {
	const wrong: string[] = [];
	let count = 0;
	for (const address of addresses(paramsOf('agent', 'own'))) {
		const asked = [address.path];
		if (address.name === 'load') asked.push(dataOf(address.path));
		for (const path of asked) {
			const answer = await asking(path, sending(address));
			wrong.push(...brokenPromises(path, answer));
			const said = () => wrong.push(`${address.method} ${path}: ${answer.status}`);
			count++;
			if (answer.status >= 500) said();
			if (address.bound.includes('open')) continue;
			if (path.endsWith('/__data.json')) {
				if (!/^\{"type":"redirect","location":"\/sign-in[^"]*"\}$/.test(answer.body)) said();
			} else if (!address.isPage) {
				if (answer.status !== 401 || answer.body.length > 20) said();
			} else if (
				answer.status !== 303 ||
				!/^\/sign-in(\?next=|$)/.test(answer.location ?? '') ||
				answer.body !== ''
			)
				said();
		}
	}
	expect(wrong).toEqual([]);
	expect(count).toBeGreaterThan(200);
});

test('pages, data, files, errors and refusals carry their headers for everybody', async () => {
	test.setTimeout(240_000);
	const wrong: string[] = [];
	const seen = new Set<number>();
	const look = (path: string, answer: Answer) => {
		wrong.push(...brokenPromises(path, answer));
		seen.add(answer.status);
		if (answer.status >= 500 && answer.status !== 503) wrong.push(`${answer.status} ${path}`);
	};
	const signIn = await asking('/sign-in');
	const files = [...signIn.body.matchAll(/\/?(_app\/immutable\/[^"')]+)/g)].map(
		([, at]) => `/${at}`
	);
	expect(files.length).toBeGreaterThan(3);
	for (const path of [...new Set(files), '/favicon.svg', '/robots.txt', '/_app/version.json'])
		look(path, await asking(path));
	for (const path of [
		'/nothing',
		'/_app/immutable/nothing.js',
		'/recordings/nothing',
		'/a//b',
		'/%00'
	])
		for (const headers of [{}, { cookie: centre.cookies.agent }] as Record<string, string>[]) {
			look(path, await asking(path, { headers }));
			look(path, await asking(path, { headers: { ...headers, host: 'evil.example' } }));
		}
	for (const role of roles)
		for (const address of addresses(paramsOf(role, 'team'))) {
			const { path, name, method } = address;
			if (['POST', 'PUT'].includes(method)) continue;
			look(path, await as(role, path, { method }));
			if (name === 'load') look(dataOf(path), await as(role, dataOf(path)));
			// What an address does not take.
			if (role === 'agent') look(path, await as(role, path, { method: 'DELETE' }));
		}
	expect(wrong).toEqual([]);
	for (const status of [200, 303, 400, 403, 404, 405, 421]) expect([...seen]).toContain(status);
});

test('what is not seen answers as what is not there: status, size and words', async () => {
	test.setTimeout(240_000);
	const under = ['', '/__data.json', '/audio', '/peaks', '/sound', '/still', '/custody.json'];
	const more = ['/custody.pdf', '/review', '/review/draft', '/number', '/check', '/incident'];
	const wrong: string[] = [];
	let hidden = 0;
	for (const role of roles) {
		const never = newId();
		for (const [root, subject, ends] of [
			['/recordings', 'recording', [...under, ...more]],
			['/reviews', 'review', ['', '/__data.json', '/correction', '/second-review']],
			['/concealments', 'concealment', ['', '/__data.json']],
			['/custody/deletion-requests', 'deletion', ['', '/__data.json']]
		] as const)
			for (const end of ends) {
				const unknown = await as(role, `${root}/${never}${end}`);
				for (const relation of relations) {
					const id = centre.callOf(role)[relation][subject];
					const answer = await as(role, `${root}/${id}${end}`);
					const cell = `${role} ${relation} ${root}${end}: ${answer.status}`;
					const isUnseen =
						answer.status === unknown.status &&
						(answer.status !== 200 || /"status":404/.test(answer.body));
					if (!isUnseen) continue;
					hidden++;
					if (answer.body.length !== unknown.body.length) wrong.push(`${cell}, size`);
					if (plain(answer, id) !== plain(unknown, never)) wrong.push(`${cell}, words`);
					if (Object.keys(answer.headers).join() !== Object.keys(unknown.headers).join())
						wrong.push(`${cell}, headers`);
				}
			}
		const elsewhere = centre.callOf(role).elsewhere.recording;
		const expected = role === 'auditor' ? 200 : 404;
		expect((await as(role, `/recordings/${elsewhere}`)).status, role).toBe(expected);
	}
	expect(wrong).toEqual([]);
	expect(hidden).toBeGreaterThan(250);
});

test('no way of asking goes round the policy', async () => {
	const { recording: unseen } = centre.callOf('agent').elsewhere;
	const { recording: own } = centre.callOf('agent').own;
	const url = centre.app.url;
	expect((await as('agent', `/recordings/${own}`)).status).toBe(200);
	for (const path of [`/recordings/${unseen}`, `/recordings/${unseen}/audio`]) {
		const { status } = await as('agent', path);
		expect(status).toBe(404);
		const head = await as('agent', path, { method: 'HEAD' });
		expect([head.status, head.body]).toEqual([404, '']);
		for (const method of ['OPTIONS', 'DELETE', 'PATCH', 'PROPFIND'])
			expect((await as('agent', path, { method, headers: { origin: url } })).status).not.toBe(200);
		for (const override of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
			const answer = await as('agent', path, { headers: { [override]: 'PUT' } });
			expect(answer.status, override).toBe(404);
		}
	}
	const statusOf = async (path: string, given: Ask = {}) => (await as('agent', path, given)).status;
	const posting = (path: string, body: string, method = 'POST') =>
		statusOf(path, { method, headers: { ...form, origin: url }, body });
	// A method in disguise is a field that no form has.
	expect(await posting(`/recordings/${own}/incident`, '_method=PUT&kind=other&words=xx')).toBe(400);
	expect(await posting(`/recordings/${own}/incident`, 'kind=other&words=xx', 'PUT')).toBe(405);
	expect(await posting(`/recordings/${own}/audio`, 'x=1')).toBe(405);
	expect(await posting(`/recordings/${own}/peaks`, 'x=1')).toBe(405);
	expect(await statusOf(`/recordings/${own}/plays`)).toBe(405);
	expect(await statusOf('/audit/export')).toBe(405);
	for (const method of ['TRACE', 'PURGE'])
		expect(await statusOf('/', { method }).catch(() => 400)).toBeGreaterThanOrEqual(400);
	const ways = [
		...[`//recordings/${own}`, `/recordings//${own}`, `/recordings%2f${own}`],
		...[
			`/recordings/${own}.`,
			`/recordings/${own}/.`,
			`/recordings/${own}%2e`,
			`/./recordings/${own}`
		],
		...[`/x/../recordings/${own}`, `/recordings\\${own}`, `/recordings%5c${own}`],
		...[`/Recordings/${own}`, `/RECORDINGS/${own}`, `/recordings/${own.toUpperCase()}`],
		...[`/recordings/${own};a=1`, `/recordings/${own}%00`, `/recordings/${own}%0d%0ax:1`],
		...[`http://evil.example/recordings/${own}`, `/recordings/${own}%20`, `/recordings/%20${own}`]
	];
	for (const path of ways) expect(await statusOf(path), path).toBeGreaterThanOrEqual(400);
	for (const path of [
		'//evil.example',
		'///evil.example',
		'/\\evil.example',
		'/%2f%2fevil.example'
	])
		for (const end of ['', '/', '/%2e%2e']) {
			const { status, location } = await as('agent', `${path}${end}`);
			expect([path, status, location]).toEqual([path, 400, undefined]);
		}
	for (const path of [`/recordings/${own}/`, '/sign-in/?next=//evil.example', '/people/']) {
		const { location = '/' } = await as('agent', path);
		expect(new URL(location, url).origin, path).toBe(url);
	}
	const away = await post(url, '/sign-in?next=//evil.example/x', { staffNo: 'X1', password });
	expect(new URL(away.location ?? '/', url).origin).toBe(url);
});
