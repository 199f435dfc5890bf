/** Sessions and steps over plain requests: what a cookie opens and until when, who may send a form at all, and what is answered to a step that comes too late. */
import { expect, test } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { renewToken, sessionBy } from '#lib/auth/server/sessions.ts';
import { legalHolds } from '#lib/custody/server/schema.ts';
import type { Role } from '#lib/people/role.ts';
import { jointRequests } from '#lib/people/server/joint-schema.ts';
import { disputes, disputeWithdrawals } from '#lib/reviews/server/dispute-schema.ts';
import { flawlessAnswer } from '#lib/rubric/answer.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { publishedRubrics, rubricVersion } from '#lib/rubric/server/queries.ts';
import {
	httpCentre,
	password,
	sessionOf,
	settings,
	type HttpCentre
} from '../fixtures/http-centre.ts';
import { brokenPromises } from '../support/http-walk.ts';
import { ask, post, signInAt } from '../support/plain-http.ts';

let centre: HttpCentre;
test.beforeAll(async () => {
	test.setTimeout(120_000);
	centre = await httpCentre();
});
test.afterAll(async () => centre.app.remove());

const reason = 'A reason that says what it is for';
const opens = async (cookie: string) =>
	(await ask(centre.app.url, '/account', { headers: { cookie } })).status;
const posting = (role: Role, path: string, fields: Record<string, string>) =>
	post(centre.app.url, path, fields, { cookie: centre.cookies[role] });
const statusOf = async (role: Role, path: string, fields: Record<string, string>) =>
	(await posting(role, path, fields)).status;
const sessionIn = (cookies: string) => /listenback_session=\w+/.exec(cookies)![0];

test('a session is begun by the server alone, and ends where it is said to', async () => {
	const { url } = centre.app;
	const { agent } = centre.people;
	// A value that somebody planted before is not the one that opens afterwards.
	const planted = 'listenback_session=plantedplantedplantedplantedplanted';
	expect(await opens(planted)).toBe(303);
	const signed = { staffNo: agent.staffNo, password };
	const answer = await post(url, '/sign-in', signed, { cookie: planted });
	expect(answer.status).toBe(303);
	const fresh = sessionIn(answer.cookies.join('; '));
	expect(fresh).not.toBe(planted);
	expect([await opens(fresh), await opens(planted)]).toEqual([200, 303]);
	const set = [answer.headers['set-cookie']]
		.flat()
		.find((line) => line?.startsWith('listenback_s'));
	expect(set).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
	// An own session of before is another one; signing out ends this one alone.
	const other = sessionIn(await signInAt(url, agent.staffNo, password));
	expect(other).not.toBe(fresh);
	await post(url, '/sign-out', {}, { cookie: fresh });
	expect([await opens(fresh), await opens(other)]).toEqual([303, 200]);
	for (const path of ['/recordings', '/__data.json']) {
		const { status, body } = await ask(url, path, { headers: { cookie: fresh } });
		expect(status === 303 || body.startsWith('{"type":"redirect"'), path).toBe(true);
	}
	const audio = `/recordings/${centre.callOf('agent').own.recording}/audio`;
	expect((await ask(url, audio, { headers: { cookie: fresh } })).status).toBe(401);
	expect((await ask(url, audio, { headers: { cookie: other } })).status).toBe(200);
	expect(await opens(`${other}x`)).toBe(303);
	expect(await opens(other.toUpperCase())).toBe(303);
	expect(await opens(`__Host-listenback=${other.split('=')[1]}`)).toBe(303);
});

test('a changed password ends every session but a new one of whoever changed it', async () => {
	const { url } = centre.app;
	const { staffNo } = centre.people.technician;
	const [mine, elsewhere] = [
		sessionIn(await signInAt(url, staffNo, password)),
		sessionIn(await signInAt(url, staffNo, password))
	];
	const next = 'another quiet morning';
	const fields = { present: password, password: next, repeated: next };
	const changed = await post(url, '/account?/password', fields, { cookie: mine });
	expect(changed.status).toBe(200);
	const renewed = sessionIn(changed.cookies.join('; '));
	expect(await Promise.all([renewed, mine, elsewhere].map(opens))).toEqual([200, 303, 303]);
	await expect(signInAt(url, staffNo, password)).rejects.toThrow('401');
	expect(await opens(await signInAt(url, staffNo, next))).toBe(200);
	// A token that was replaced opens nothing, also where nobody signed out.
	const before = await centre.inside(({ db }) => sessionOf(db, centre.people.technician));
	await centre.inside(async ({ db }) => {
		const session = await sessionBy(db, before.split('=')[1]!);
		await db.tx((tx) => renewToken(tx, session!.handle));
	});
	expect(await opens(before)).toBe(303);
});

test('a form or JSON of another origin is refused, whatever it says it is', async () => {
	const { url } = centre.app;
	const cookie = centre.cookies['team-lead'];
	const { recording } = centre.callOf('team-lead').team;
	const foreign: Record<string, string>[] = [
		{ origin: 'http://evil.example' },
		{ origin: 'null' },
		{ origin: url.replace('http:', 'https:') },
		{ origin: url.replace(/\d+$/, '1') },
		{ origin: url, 'sec-fetch-site': 'cross-site' },
		{ origin: url, 'sec-fetch-site': 'same-site' },
		{ 'sec-fetch-site': 'none' }
	];
	const ways: [string, string, string, string][] = [
		['PUT', '/preferences/workbench', 'application/json', '{}'],
		['PUT', `/recordings/${recording}/review/draft`, 'application/json', '{}'],
		[
			'POST',
			`/recordings/${recording}/incident`,
			'application/x-www-form-urlencoded',
			'kind=other'
		],
		['POST', '/preferences', 'multipart/form-data; boundary=x', '--x--'],
		['POST', '/session', 'application/json', '{}'],
		['POST', '/sign-out', 'application/x-www-form-urlencoded', ''],
		['DELETE', `/recordings/${recording}`, 'application/json', '{}']
	];
	for (const [method, path, type, body] of ways)
		for (const headers of foreign) {
			const answer = await ask(url, path, {
				...{ method, body },
				headers: { cookie, 'content-type': type, ...headers }
			});
			expect([method, path, headers, answer.status]).toEqual([method, path, headers, 403]);
			expect(brokenPromises(path, answer)).toEqual([]);
		}
	for (const type of ['text/plain', 'application/xml', 'application/octet-stream', ''])
		expect(
			(
				await ask(url, `/recordings/${recording}/incident`, {
					...{ method: 'POST', body: 'kind=other&words=xx' },
					headers: { cookie, origin: url, 'content-type': type }
				})
			).status,
			type
		).toBe(415);
	expect(await opens(cookie)).toBe(200);
});

test('a step that comes too late is 409, and changes nothing', async () => {
	const { deletion } = centre.callOf('department-head').team;
	const decide = `/custody/deletion-requests/${deletion}?/decide`;
	const rejected = { outcome: 'rejected', reason, stepUpPassword: password };
	expect(await statusOf('department-head', decide, rejected)).toBe(303);
	expect(await statusOf('department-head', decide, rejected)).toBe(409);
	expect(await statusOf('department-head', decide, { ...rejected, outcome: 'approved' })).toBe(409);
	const restore = `/custody/deletion-requests/${deletion}?/restore`;
	expect(await statusOf('department-head', restore, { reason })).toBe(409);

	const { review } = centre.callOf('agent').own;
	const acknowledge = `/reviews/${review}?/acknowledgement`;
	expect(await statusOf('agent', acknowledge, { comment: '' })).toBe(200);
	expect(await statusOf('agent', acknowledge, { comment: 'again' })).toBe(409);

	const { concealment } = centre.callOf('department-head').department;
	const rule = `/concealments/${concealment}?/ruling`;
	expect(await statusOf('department-head', rule, { decision: 'concealed', reason })).toBe(200);
	expect(await statusOf('department-head', rule, { decision: 'concealed', reason })).toBe(409);
});

test('a hold is released once, by two heads', async () => {
	const { recording } = centre.callOf('department-head').department;
	const page = `/recordings/${recording}/hold`;
	expect(await statusOf('department-head', `${page}?/place`, { reason })).toBe(200);
	const [hold] = await centre.inside(({ db }) =>
		db.read.select().from(legalHolds).where(eq(legalHolds.recordingId, recording))
	);
	const wish = { holdId: hold!.id, reason, stepUpPassword: password };
	expect(await statusOf('department-head', `${page}?/release`, wish)).toBe(200);
	expect(await statusOf('department-head', `${page}?/release`, wish)).toBe(409);
	const [asked] = await centre.inside(({ db }) => db.read.select().from(jointRequests));
	const path = `/custody/joint/${asked!.id}`;
	const confirmed = { outcome: 'confirmed', reason, stepUpPassword: password };
	// Never by whoever asked.
	expect([403, 409]).toContain(await statusOf('department-head', path, confirmed));
	const second = async () =>
		(await post(centre.app.url, path, confirmed, { cookie: centre.secondHeadCookie })).status;
	expect(await second()).toBe(200);
	expect(await second()).toBe(409);
	expect(await statusOf('department-head', `${page}?/release`, wish)).toBe(409);
});

test('a revised review is not corrected again', async () => {
	const { review } = centre.callOf('department-head').team;
	const form = await centre.inside(async ({ db }) => {
		// While a dispute is open only its ruling makes a revision.
		const open = await db.read.select().from(disputes).where(eq(disputes.reviewId, review));
		await db.tx(async (tx) => {
			for (const { id, raisedAt } of open)
				await tx.insert(disputeWithdrawals).values({ disputeId: id, at: raisedAt });
		});
		const report = (await publishedRubrics(db.read)).find(({ key }) => key === 'report');
		return (await rubricVersion(db.read, report!.versionId))!.form;
	});
	const items = itemsOf(form);
	const answers = items.map((item) => {
		const answer = flawlessAnswer(item) as string | number | undefined;
		return [`answer.${item.key}`, String(answer ?? '')];
	});
	const path = `/reviews/${review}/correction?/submit`;
	const sheet = { reason, spentMs: '0', comment: 'Heard again', ...Object.fromEntries(answers) };
	expect(await statusOf('department-head', path, sheet)).toBe(303);
	expect(await statusOf('department-head', path, sheet)).toBe(409);
});

test('behind TLS cookies are the host’s own, and one that came by http opens nothing', async () => {
	const { app } = centre;
	const plainCookie = centre.cookies.agent;
	await app.stop();
	await app.start({ ...settings, env: { ...settings.env, ORIGIN: 'https://qa.example.com' } });
	const headers = { host: 'qa.example.com', origin: 'https://qa.example.com' };
	const signIn = await ask(app.url, '/sign-in', { headers });
	expect(signIn.headers['strict-transport-security']).toMatch(/^max-age=31536000; includeSub/);
	expect(brokenPromises('/sign-in', signIn)).toEqual([]);
	const entered = await ask(app.url, '/sign-in', {
		method: 'POST',
		headers: {
			...headers,
			'content-type': 'application/x-www-form-urlencoded',
			accept: 'text/html'
		},
		body: new URLSearchParams({ staffNo: centre.people.agent.staffNo, password }).toString()
	});
	expect(entered.status).toBe(303);
	const lines = [entered.headers['set-cookie']].flat().join('\n');
	expect(lines).toMatch(/^__Host-listenback=\w+; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/m);
	expect(lines).not.toMatch(/^listenback_session=/m);
	const by = async (cookie: string) =>
		(await ask(app.url, '/account', { headers: { ...headers, cookie } })).status;
	expect(await by(entered.cookies.join('; '))).toBe(200);
	expect(await by(plainCookie)).toBe(303);
});
