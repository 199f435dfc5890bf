/**
 * Every address about a call, its review, task, draw, concealment, deletion, month, calibration or
 * incident, asked by each role about
 * an own call, one of the team, of the department, of elsewhere: as the table of rights says. The
 * cells are made from the table and from what the routes are bound to.
 */
import { expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { roles, type Role } from '#lib/people/role.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { provenAt } from '../fixtures/custody.ts';
import { zone } from '../fixtures/example-centre.ts';
import { cells, expectedOf, narrower } from '../fixtures/matrix-cells.ts';
import { matrixCentre, relations } from '../fixtures/matrix-centre.ts';
import { matrixForms } from '../fixtures/matrix-forms.ts';
import { reviewedAt as now } from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';
import { answerOf, emptyRuntime, eventOf, handlerOf } from '../support/route-call.ts';

async function asked() {
	const centre = await matrixCentre(await testDatabase());
	const { db } = centre;
	const runtime = emptyRuntime(db, now);
	const handles = new Map<Role, string>();
	for (const role of roles) {
		const { handle } = await provenAt(db, centre.people[role], now);
		handles.set(role, handle);
	}
	/** The handler's answer about `id`, to a form as it should be or to an empty one. */
	const ask = async (
		role: Role,
		of: [string, string],
		id: string,
		{ filled, recordingId = id }: { filled: boolean; recordingId?: string }
	) => {
		const { actor } = centre.people[role];
		const locals = {
			db,
			actor,
			now,
			zone,
			runtime,
			sessionHandle: handles.get(role),
			locale: 'en'
		};
		const form = filled ? matrixForms(...of) : {};
		const params = { month: '2026-03', ...(/\[recordingId\]/.test(of[0]) && { recordingId }) };
		return answerOf(await handlerOf(...of), eventOf(locals, { of, id, params, form }));
	};
	return { ...centre, ask };
}

it(
	'each address answers each role and relation as the table says',
	{ timeout: 600_000 },
	async () => {
		const { db, ask, people, callOf } = await asked();
		const wrong: string[] = [];
		const allowed: (() => Promise<void>)[] = [];
		const before = await db.read.$count(auditEntries);
		let count = 0;
		for (const { route, name, subject } of cells)
			for (const role of roles) {
				const { actor } = people[role];
				const unknown = await ask(role, [route, name], newId(), { filled: true });
				for (const relation of relations) {
					const call = callOf(role)[relation];
					const expected = expectedOf({ actor, call }, route, name);
					const of = { recordingId: call.recording };
					const cell = `${route} ${name} ${role} ${relation}: ${expected}`;
					const said = (status: number) => void wrong.push(`${cell}, got ${status}`);
					count++;
					if (expected === 'allowed') {
						allowed.push(async () => {
							const { status } = await ask(role, [route, name], call[subject], {
								filled: false,
								...of
							});
							if (narrower.includes(`${route} ${name} ${relation}`)) expect(status).toBe(404);
							else if (status === 404 || (status >= 500 && status !== 503)) said(status);
						});
						continue;
					}
					const answer = await ask(role, [route, name], call[subject], { filled: true, ...of });
					const fits =
						expected === 'forbidden'
							? answer.status === 403
							: answer.status === unknown.status && answer.body === unknown.body;
					if (!fits) said(answer.status);
				}
			}
		expect(wrong).toEqual([]);
		expect(await db.read.$count(auditEntries)).toBe(before);
		for (const check of allowed) await check();
		expect(wrong).toEqual([]);
		expect(count).toBeGreaterThan(1100);
	}
);
