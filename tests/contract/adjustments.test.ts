import { describe, expect, it } from 'vitest';
import { proposeAdjustment, ruleAdjustment } from '#lib/assessments/server/adjustments.ts';
import { adjustmentDecisions } from '#lib/assessments/server/schema.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { setLedger } from '#lib/ledger/server/set-settings.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { accountLinks } from '#lib/people/server/schema.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { addPerson, exampleCentre, type Person } from '../fixtures/example-centre.ts';
import { closeMonth, linesOf, march } from '../fixtures/ledger.ts';
import { contextOf } from '../fixtures/reviews.ts';
import { at } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const reason = 'Led the newcomers for a week';

async function aCentre() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const bo = await addPerson(db, { staffNo: 'H2', role: 'department-head', place: centre.north });
	const propose = async (
		by: Person,
		given: Partial<Parameters<typeof proposeAdjustment>[1]> = {}
	) => {
		const wanted = { agentId: centre.lin.id, month: march, amountFen: -3000, pointsTenths: 0 };
		const context = contextOf(db, by.actor, at(0));
		const outcome = await proposeAdjustment(context, { ...wanted, reason, ...given });
		return outcome.ok ? { id: outcome.value.adjustmentId } : { refusal: outcome.refusal };
	};
	const decide = async (by: Person, id = '', approved = true, words = reason) => {
		const given = { adjustmentId: id, approved, reason: words };
		const outcome = await ruleAdjustment(contextOf(db, by.actor, at(5)), given);
		return outcome.ok ? outcome.value.state : outcome.refusal;
	};
	const lines = () => linesOf(db, { agent: centre.lin });
	return { db, ...centre, bo, propose, decide, lines };
}

describe('an adjustment', () => {
	it('is proposed by the lead, approved by the head, and then a line with its reason', async () => {
		const { db, lin, omar, ana, bo, propose, decide, lines } = await aCentre();
		const { id } = await propose(omar);
		expect(await lines()).toEqual([]);
		expect(await decide(ana, id)).toBe('approved');
		expect(await lines()).toMatchObject([
			{
				lineKey: `adjustment:${id}`,
				...{ kind: 'adjustment', state: 'confirmed', amountFen: -3000, pointsTenths: 0 },
				...{ cause: 'decided', reason, by: ana.id }
			}
		]);
		const told = (await db.read.select().from(notifications)).map((row) => [row.kind, row.userId]);
		expect(told).toContainEqual(['adjustment-proposed', bo.id]);
		expect(told).toContainEqual(['adjustment-decided', lin.id]);
		const kinds = (await db.read.select().from(auditEntries)).map(({ kind }) => kind);
		expect(kinds).toEqual(['adjustment.proposed', 'adjustment.decided', 'ledger.posted']);
	});

	it('that is rejected leaves no line, and is decided once', async () => {
		const { omar, ana, bo, propose, decide, lines } = await aCentre();
		const { id } = await propose(omar, { pointsTenths: 15 });
		expect(await decide(ana, id, false)).toBe('rejected');
		expect(await decide(bo, id)).toBe('already-decided');
		expect(await lines()).toEqual([]);
	});

	it('stands beside another one, and in points', async () => {
		const { omar, ana, propose, decide, lines } = await aCentre();
		const first = await propose(omar);
		const second = await propose(omar, { amountFen: 0, pointsTenths: -25 });
		await decide(ana, first.id);
		await decide(ana, second.id);
		const amounts = (await lines()).map(({ amountFen, pointsTenths }) => [amountFen, pointsTenths]);
		expect(amounts.sort()).toEqual([
			[-3000, 0],
			[0, -25]
		]);
	});

	it('from the threshold on needs two heads, who are two people', async () => {
		const { db, omar, ana, bo, propose, decide, lines } = await aCentre();
		const { id } = await propose(omar, { amountFen: 50_000 });
		expect(await decide(ana, id)).toBe('half');
		expect(await lines()).toEqual([]);
		expect(await decide(ana, id)).toBe('already-yours');
		await db.tx((tx) =>
			tx.insert(accountLinks).values({ userId: bo.id, personId: ana.id, at: at(1), by: ana.id })
		);
		expect(await decide(bo, id)).toBe('already-yours');
		const third = await addPerson(db, {
			...{ staffNo: 'H3', role: 'department-head' },
			place: { teamId: '', departmentId: ana.actor.grants[0]!.departmentId! }
		});
		expect(await decide(third, id)).toBe('approved');
		expect(await lines()).toMatchObject([{ amountFen: 50_000 }]);
	});

	it('goes by a threshold that holds from the next month on', async () => {
		const { db, lin, omar, ana, propose, decide } = await aCentre();
		const set = await setLedger(contextOf(db, ana.actor, at(0)), {
			settings: { 'ledger.two-heads-from-fen': 1000 },
			reason: 'Decided with the staff council'
		});
		expect(set.ok).toBe(true);
		const { id } = await propose(omar);
		expect(await decide(ana, id)).toBe('approved');
		const later = { ...contextOf(db, omar.actor), now: new Date('2026-04-10T02:00:00Z') };
		const wanted = { month: 202_604, amountFen: -3000, pointsTenths: 0, reason };
		const next = await proposeAdjustment(later, { agentId: omar.id, ...wanted });
		expect(next.ok).toBe(false);
		const other = await proposeAdjustment(later, { agentId: lin.id, ...wanted });
		if (!other.ok) throw new Error(other.refusal);
		expect(await decide(ana, other.value.adjustmentId)).toBe('half');
	});

	it('is not proposed without a reason, for nothing, ahead of its month or of a closed one', async () => {
		const { db, lin, ana, departmentId, omar, propose } = await aCentre();
		const refusal = async (given: Parameters<typeof propose>[1]) =>
			(await propose(omar, given)).refusal;
		expect(await refusal({ reason: '. . . . . . . . .' })).toBe('reason-missing');
		expect(await refusal({ amountFen: 0 })).toBe('nothing');
		expect(await refusal({ amountFen: undefined })).toBe('amount-invalid');
		expect(await refusal({ pointsTenths: undefined })).toBe('points-invalid');
		expect(await refusal({ month: 202_604 })).toBe('month-ahead');
		expect(await refusal({ agentId: 'nobody' })).toBe('not-found');
		await closeMonth(db, { month: march, by: ana, departmentId, agents: [lin] });
		expect(await refusal({})).toBe('month-closed');
	});

	it('that is decided when its month is closed by then is a line of the open one', async () => {
		const { db, lin, ana, departmentId, omar, propose, decide, lines } = await aCentre();
		const { id } = await propose(omar);
		await closeMonth(db, { month: march, by: ana, departmentId, agents: [lin] });
		expect(await decide(ana, id)).toBe('approved');
		expect(await lines()).toEqual([]);
		expect(await linesOf(db, { agent: lin, month: 202_604 })).toMatchObject([
			{ lineKey: `after:${march}:adjustment:${id}`, amountFen: -3000, state: 'confirmed' }
		]);
	});

	it('is the lead’s to propose and the head’s to decide, never of the own month or proposal', async () => {
		const { db, lin, wei, omar, sun, ana, bo, auditor, propose, decide } = await aCentre();
		expect((await propose(sun)).refusal).toBe('not-found');
		expect((await propose(wei)).refusal).toBe('not-found');
		expect((await propose(lin)).refusal).toBe('not-allowed');
		expect((await propose(auditor)).refusal).toBe('not-allowed');
		const { id } = await propose(omar);
		expect(await decide(sun, id)).toBe('not-found');
		expect(await decide(omar, id)).toBe('not-allowed');
		expect(await decide(lin, id)).toBe('not-allowed');
		expect(await decide(auditor, id)).toBe('not-allowed');
		const own = await propose(ana);
		expect(await decide(ana, own.id)).toBe('same-person');
		expect(await decide(bo, own.id, true, 'short')).toBe('reason-missing');
		const bypassed = db
			.tx((tx) =>
				tx.insert(adjustmentDecisions).values({
					...{ adjustmentId: own.id!, byPerson: ana.id, by: ana.id },
					...{ approved: true, reason, at: at(1) }
				})
			)
			.then(
				() => false,
				(error: unknown) => isAppendOnlyViolation(error)
			);
		expect(await bypassed).toBe(true);
	});
});
