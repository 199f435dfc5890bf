/** Every cell of the matrix asked of the built server, on both engines; what the handlers answer by themselves is in tests/contract/policy-matrix.test.ts. */
import { expect, it, onTestFinished } from 'vitest';
import { roles, type Role } from '#lib/people/role.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { formFields } from '#src/form-fields.ts';
import { httpCentre, password, type HttpCentre } from '../fixtures/http-centre.ts';
import { cells, expectedOf, narrower } from '../fixtures/matrix-cells.ts';
import { relations } from '../fixtures/matrix-centre.ts';
import { matrixForms } from '../fixtures/matrix-forms.ts';
import { engine, testDatabase } from '../support/database.ts';
import { plain } from '../support/http-walk.ts';
import { ask, type Answer, type Ask } from '../support/plain-http.ts';

interface Cell {
	route: string;
	name: string;
}

/** The address of a cell; `id` stands for every part that is not given. */
function pathOf({ route, name }: Cell, id: string, recordingId: string): string {
	const given: Record<string, string> = { month: '2026-03', recordingId };
	const path = route.replace(/\[(\w+)(?:=\w+)?\]/g, (_, key: string) => given[key] ?? id);
	return name.startsWith('?/') && name !== '?/default' ? `${path}${name}` : path;
}

/** Of what the matrix sends the fields that the address takes, with the password where it is asked for again. */
function fieldsOf({ route, name }: Cell): Record<string, string> {
	const taken = formFields[name === '?/default' ? route : `${route}${name}`] ?? '';
	const sent = matrixForms(route, name) as Record<string, string>;
	const fields = Object.entries(sent).filter(([key]) => taken.split(/\s+/).includes(key));
	return {
		...Object.fromEntries(fields),
		...(taken.includes('stepUpPassword') && { stepUpPassword: password })
	};
}

/** A form as it should be, answered with its page as by a browser without scripts; or an empty one, as scripts send it. */
function sending(url: string, cell: Cell, filled: boolean): Ask {
	const { route, name } = cell;
	if (['load', 'GET', 'HEAD'].includes(name)) return { method: name === 'load' ? 'GET' : name };
	const form = name.startsWith('?/');
	const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
	const fields = filled ? fieldsOf(cell) : {};
	const json = filled ? matrixForms(route, name) : {};
	return {
		method: form ? 'POST' : name,
		headers: {
			...{ 'content-type': type, origin: url, accept: filled ? 'text/html' : 'application/json' },
			...(form && !filled && { 'x-sveltekit-action': 'true' })
		},
		body: form ? new URLSearchParams(fields).toString() : JSON.stringify(json)
	};
}

/** The status and the words, without what differs from asking to asking; everybody's own id stands in their pages. */
async function asked(
	{ app, cookies, people }: HttpCentre,
	{ role, cell, id, recordingId = id, filled }: Asked
) {
	const { headers, ...rest } = sending(app.url, cell, filled);
	const path = pathOf(cell, id, recordingId);
	const given = { ...rest, headers: { cookie: cookies[role], ...headers } };
	const answer = await ask(app.url, path, given);
	const ids = [id, recordingId, people[role].id];
	const words = ids.reduce((body, one) => plain({ body }, one), answer.body);
	return { status: failureIn(answer) ?? answer.status, words };
}

/** Scripts are told of a refused form in words. */
const failureIn = ({ status, body }: Answer): number | undefined =>
	status === 200 && body.startsWith('{"type":"failure"')
		? (JSON.parse(body) as { status: number }).status
		: undefined;

interface Asked {
	role: Role;
	cell: Cell;
	id: string;
	recordingId?: string;
	filled: boolean;
}

it(
	`each address answers each role and relation over HTTP as the table says (${engine})`,
	{ timeout: 3_600_000 },
	async () => {
		const db = await testDatabase();
		const centre = await httpCentre(undefined, { databaseUrl: db.url });
		onTestFinished(() => centre.app.remove());
		const wrong: string[] = [];
		const allowed: (() => Promise<void>)[] = [];
		const seen = { hidden: 0, forbidden: 0, allowed: 0 };
		for (const { subject, ...cell } of cells)
			for (const role of roles) {
				const unknown = await asked(centre, { role, cell, id: newId(), filled: true });
				for (const relation of relations) {
					const call = centre.callOf(role)[relation];
					const { actor } = centre.people[role];
					const expected = expectedOf({ actor, call }, cell.route, cell.name);
					seen[expected] += 1;
					const of = { role, cell, id: call[subject], recordingId: call.recording };
					const named = `${cell.route} ${cell.name} ${role} ${relation}`;
					const said = (status: number) => void wrong.push(`${named}: ${expected}, got ${status}`);
					if (expected === 'allowed') {
						allowed.push(async () => {
							const { status } = await asked(centre, { ...of, filled: false });
							const hides = narrower.includes(`${cell.route} ${cell.name} ${relation}`);
							const fits = hides
								? status === 404
								: status !== 404 && (status < 500 || status === 503);
							if (!fits) said(status);
						});
						continue;
					}
					const answer = await asked(centre, { ...of, filled: true });
					const fits =
						expected === 'forbidden'
							? answer.status === 403
							: answer.status === unknown.status && answer.words === unknown.words;
					if (!fits) said(answer.status);
				}
			}
		for (const check of allowed) await check();
		console.log('matrix over HTTP', JSON.stringify({ engine, ...seen }));
		expect(wrong).toEqual([]);
		expect(seen.hidden + seen.forbidden + seen.allowed).toBeGreaterThan(1100);
	}
);
