/** One customer's number whole: to whom, why, how often; and nowhere else. */
import { isHttpError } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { setCustody } from '#lib/custody/server/settings.ts';
import type { Actor } from '#lib/people/role.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { unmaskings } from '#lib/recordings/server/unmasking-schema.ts';
import { unmaskNumber } from '#lib/recordings/server/unmask.ts';
import { DAILY_BUDGET } from '#lib/recordings/unmasking.ts';
import { eq } from 'drizzle-orm';
import { actions, load } from '../../src/routes/recordings/[id]/number/+page.server.ts';
import { addPerson, addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-03-02T09:00:00Z');
const number = '13912345678';
const orderPhone = '13787654321';
const reason = '核对客户回拨要求的电话号码';

async function masked() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const own = {
		technician: await addPerson(db, { staffNo: 'T1', role: 'technician' }),
		administrator: await addPerson(db, { staffNo: 'S1', role: 'administrator' })
	};
	const add = async (given: { number?: string; attributes?: Record<string, string> }) => {
		const startedAt = new Date('2026-03-01T02:00:00Z');
		const id = await addRecording(db, { agentId: centre.lin.id, place: centre.north, startedAt });
		const set = { customerNumber: given.number ?? null, attributes: given.attributes ?? {} };
		await db.tx(async (tx) => {
			const [row] = await tx
				.select({ callId: recordings.callId })
				.from(recordings)
				.where(eq(recordings.id, id));
			await tx.update(calls).set(set).where(eq(calls.id, row!.callId));
		});
		return id;
	};
	const unmask = (actor: Actor, recordingId: string, why = reason, at = now) =>
		unmaskNumber({ db, actor, now: at, zone }, { recordingId, reason: why });
	const event = (actor: Actor, id: string, form: Record<string, string> = {}) => ({
		locals: { db, actor, now, zone },
		params: { id },
		setHeaders: () => undefined,
		request: new Request('http://localhost/', {
			method: 'POST',
			body: new URLSearchParams(form)
		})
	});
	/** Status and body as a client gets them. */
	const ask = async (route: unknown, ...given: Parameters<typeof event>) => {
		try {
			const answer = await (route as (event: unknown) => unknown)(event(...given));
			return { status: (answer as { status?: number }).status ?? 200, answer };
		} catch (error) {
			if (!isHttpError(error)) throw error;
			return { status: error.status, answer: error.body };
		}
	};
	const id = await add({ number, attributes: { orderPhone } });
	return { db, centre: { ...centre, ...own }, add, unmask, ask, id };
}

describe('a whole number', () => {
	it('is shown to the lead of the team and the head of the department, each time with an entry', async () => {
		const { db, centre, unmask, id } = await masked();
		for (const { actor } of [centre.omar, centre.ana])
			expect(await unmask(actor, id)).toEqual({ ok: true, value: { number, orderPhone } });
		const rows = await db.read.select().from(unmaskings);
		expect(new Set(rows.map(({ userId }) => userId))).toEqual(
			new Set([centre.omar.id, centre.ana.id])
		);
		for (const row of rows) expect(row).toMatchObject({ recordingId: id, reason, at: now });
		const entries = await db.read.select().from(auditEntries);
		expect(entries.map(({ kind, subject }) => [kind, subject])).toEqual(
			Array(2).fill(['number.unmasked', `recording:${id}`])
		);
		for (const { body } of entries) expect(body).not.toMatch(/13912345678|13787654321/);
	});

	it('is refused by role and team, without a reason, and where there is none', async () => {
		const { db, centre, unmask, add, id } = await masked();
		const refusal = async (actor: Actor, of = id, why = reason) => {
			const outcome = await unmask(actor, of, why);
			return outcome.ok || outcome.refusal;
		};
		for (const { actor } of [centre.lin, centre.auditor])
			expect(await refusal(actor)).toBe('not-allowed');
		const { sun, hao, wei, technician, administrator } = centre;
		for (const { actor } of [sun, hao, wei, technician, administrator])
			expect(await refusal(actor)).toBe('not-found');
		for (const unknown of [newId(), '../x', '\u0000', ''])
			expect(await refusal(centre.omar.actor, unknown)).toBe('not-found');
		for (const why of ['', '   ', '短', 'aaaaaaaaaaaa', '　'.repeat(12), '\u200b'.repeat(12)])
			expect(await refusal(centre.omar.actor, id, why)).toBe('reason-missing');
		expect(await refusal(centre.omar.actor, await add({}))).toBe('no-number');
		// The right counts as it is now, not as the session had it.
		const forged = { ...centre.lin.actor, grants: centre.ana.actor.grants };
		expect(await refusal(forged)).toBe('not-allowed');
		expect(await db.read.$count(unmaskings)).toBe(0);
		expect(await db.read.$count(auditEntries)).toBe(0);
	});

	it('has a budget a business day, also when many ask at once', async () => {
		const { db, centre, unmask, id } = await masked();
		const at = (time: string) => unmask(centre.omar.actor, id, reason, new Date(time));
		const many = await Promise.all(
			Array.from({ length: DAILY_BUDGET + 3 }, () => at('2026-03-02T15:59:00Z'))
		);
		expect(many.filter(({ ok }) => ok)).toHaveLength(DAILY_BUDGET);
		expect(many.filter(({ ok }) => !ok)).toContainEqual({
			...{ ok: false, refusal: 'budget-spent', facts: { budget: DAILY_BUDGET } }
		});
		expect((await unmask(centre.ana.actor, id)).ok).toBe(true);
		// Midnight of the centre, not of the world.
		expect((await at('2026-03-02T16:00:00Z')).ok).toBe(true);
		const asked = { db, actor: centre.ana.actor, now: new Date('2026-03-03T00:00:00Z'), zone };
		expect(await setCustody(asked, { unmaskBudget: 1 })).toMatchObject({ unmaskBudget: 1 });
		expect(await at('2026-03-03T01:00:00Z')).toMatchObject({ refusal: 'budget-spent' });
	});

	it('stands in the answer of its form alone', async () => {
		const { centre, ask, id } = await masked();
		const { omar, auditor, sun } = centre;
		const page = await ask(load, omar.actor, id);
		expect(page).toEqual({ status: 200, answer: { id, masked: null } });
		const shown = await ask(actions.default, omar.actor, id, { reason });
		expect(shown.answer).toEqual({ shown: { number, orderPhone } });
		const short = await ask(actions.default, omar.actor, id, { reason: '短' });
		expect(short).toMatchObject({ status: 422, answer: { data: { kept: { reason: '短' } } } });
		const strange = await ask(actions.default, omar.actor, id, { reason, user_id: sun.id });
		expect(strange.status).toBe(422);
		for (const route of [load, actions.default]) {
			expect((await ask(route, auditor.actor, id, { reason })).status).toBe(403);
			const hidden = await ask(route, sun.actor, id, { reason });
			expect(hidden).toEqual(await ask(route, sun.actor, newId(), { reason }));
			expect(hidden.status).toBe(404);
		}
	});
});
