import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { actionPage, actionPageData, findingsOf } from '#lib/coaching/server/improvement-pages.ts';
import {
	beginImprovement,
	takeActionStep,
	type BeginImprovement
} from '#lib/coaching/server/improvements.ts';
import { improvementActions, improvementSteps } from '#lib/coaching/server/schema.ts';
import type { ActionStep } from '#lib/coaching/steps.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addRecording, type Person, type Place } from '../fixtures/example-centre.ts';
import { callAt, contextOf, reviewCentre, reviewedAt } from '../fixtures/reviews.ts';
import { failing, flawless, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const later = (days: number) => new Date(reviewedAt.getTime() + days * 86_400_000);

interface Calls {
	agent: Person;
	by: Person;
	place: Place;
	/** Days after the first of March; of the first `fails` of them the address was entered wrongly. */
	days: number[];
	fails: number;
}

async function calls(db: Db, { agent, by, place, days, fails }: Calls) {
	for (const [n, day] of days.entries()) {
		const startedAt = new Date(callAt.getTime() + day * 86_400_000);
		const recordingId = await addRecording(db, { agentId: agent.id, place, startedAt });
		const content = n < fails ? failing('address-entered') : flawless();
		if (n < fails) content.answers['address-entered']!.rootCause = n === 0 ? 'typing' : 'misheard';
		await review(db, { by, recordingId, content, now: new Date(startedAt.getTime() + 3_600_000) });
	}
}

async function centre(db: Db) {
	const made = await reviewCentre(db);
	const { lin, hao, omar, sun, north, south } = made;
	await calls(db, { agent: lin, by: omar, place: north, days: [-9, -8, -7, -6, -5, -4], fails: 3 });
	await calls(db, { agent: hao, by: sun, place: south, days: [-9, -8], fails: 1 });
	const given = (over: Partial<BeginImprovement> = {}): BeginImprovement => ({
		...{ departmentId: made.departmentId, teamId: north.teamId },
		...{ rubricKey: 'report', itemKey: 'address-entered', rootCause: null },
		...{ title: 'Read the address back', words: 'A card at each desk', ownerStaffNo: 'A2' },
		...{ dueDay: 20_260_310, targetPermille: 100 },
		...{ baselineFrom: 20_260_201, fromDay: 20_260_302, ...over }
	});
	const begin = (by: Person, over: Partial<BeginImprovement> = {}) =>
		beginImprovement(contextOf(db, by.actor), given(over));
	const begun = async (by: Person, over: Partial<BeginImprovement> = {}) => {
		const outcome = await begin(by, over);
		if (!outcome.ok) throw new Error(outcome.refusal);
		return outcome.value.actionId;
	};
	return { ...made, begin, begun };
}

const taking =
	(db: Db, actionId: string) =>
	async (by: Person, step: ActionStep, words = 'All desks have a card') => {
		const outcome = await takeActionStep(contextOf(db, by.actor), { actionId, step, words });
		return outcome.ok ? true : outcome.refusal;
	};

describe('what fails', () => {
	it('is told by item and root cause within reach, with its rate', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, wei, north } = await centre(db);
		const period = { from: 20_260_201, to: 20_260_228 };
		const found = (by: Person, team?: string) => findingsOf(contextOf(db, by.actor), period, team);
		expect(await found(ana)).toMatchObject([
			{
				...{ rubricKey: 'report', itemKey: 'address-entered', n: 8, failed: 4, permille: 500 },
				causes: [
					{ key: 'misheard', failed: 2 },
					{ key: 'typing', failed: 2 }
				]
			}
		]);
		expect(await found(ana, north.teamId)).toMatchObject([{ n: 6, failed: 3 }]);
		expect(await found(omar)).toMatchObject([{ n: 6, failed: 3 }]);
		expect(await found(sun)).toMatchObject([{ n: 2, failed: 1, permille: null }]);
		expect(await found(wei)).toEqual([]);
	});
});

describe('an improvement', () => {
	it('is begun where it is managed, about an item that there is, owned by somebody of the department', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, auditor, begin, departmentId } = await centre(db);
		const refused = async (by: Person, over: Partial<BeginImprovement> = {}) => {
			const outcome = await begin(by, over);
			return outcome.ok || outcome.refusal;
		};
		expect(await refused(sun)).toBe('not-found');
		expect(await refused(omar, { teamId: null })).toBe('not-found');
		expect(await refused(lin)).toBe('not-found');
		expect(await refused(auditor)).toBe('not-allowed');
		expect(await refused(ana, { departmentId: newId() })).toBe('not-found');
		expect(await refused(ana, { itemKey: 'nothing' })).toBe('no-such-item');
		expect(await refused(ana, { rootCause: 'nothing' })).toBe('no-such-item');
		expect(await refused(ana, { ownerStaffNo: 'X1' })).toBe('no-such-owner');
		expect(await refused(ana, { title: '' })).toBe('title-missing');
		expect(await refused(ana, { targetPermille: 1001 })).toBe('target-wrong');
		expect(await refused(ana, { baselineFrom: 20_260_302 })).toBe('baseline-wrong');
		expect(await refused(ana, { dueDay: 20_260_301 })).toBe('due-past');
		expect(await db.read.$count(improvementActions)).toBe(0);
		expect(await refused(omar)).toBe(true);
		expect(await refused(ana, { teamId: null, ownerStaffNo: 'L2' })).toBe(true);
		expect(departmentId).toBe(ana.actor.grants[0]!.departmentId);
	});

	it('is carried out by its owner and judged by whoever asked for it, or a head, once', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, wei, auditor, begun } = await centre(db);
		const actionId = await begun(omar);
		const take = taking(db, actionId);
		expect(await take(sun, 'done')).toBe('not-found');
		expect(await take(lin, 'done')).toBe('not-found');
		for (const by of [omar, ana, auditor]) expect(await take(by, 'done')).toBe('not-allowed');
		expect(await take(omar, 'effective')).toBe('wrong-state');
		expect(await take(wei, 'done', '')).toBe('words-missing');
		expect(await take(wei, 'done')).toBe(true);
		expect(await take(wei, 'done')).toBe('wrong-state');
		expect(await take(wei, 'effective')).toBe('not-allowed');
		const both = await Promise.all([take(omar, 'effective'), take(ana, 'not-effective')]);
		expect(both.filter((outcome) => outcome === true)).toHaveLength(1);
		expect(await take(omar, 'called-off', 'No longer needed here')).toBe('wrong-state');

		const other = taking(db, await begun(ana));
		expect(await other(omar, 'called-off', 'no')).toBe('reason-missing');
		expect(await other(wei, 'called-off', 'Too much to do here')).toBe('not-allowed');
		expect(await other(omar, 'called-off', 'The form was changed')).toBe(true);
		expect(await other(wei, 'done')).toBe('wrong-state');
		const entries = await db.read
			.select({ kind: auditEntries.kind })
			.from(auditEntries)
			.where(eq(auditEntries.subject, `improvement:${actionId}`));
		expect(entries.map(({ kind }) => kind)).toEqual([
			...['improvement.opened', 'improvement.done', 'improvement.judged']
		]);
		await expect(db.tx((tx) => tx.delete(improvementSteps))).rejects.toSatisfy(
			isAppendOnlyViolation
		);
	});

	it('shows the same item’s fail rate before and after, of its place and cause', async () => {
		const db = await testDatabase();
		const { ana, omar, wei, lin, north, begun } = await centre(db);
		const actionId = await begun(omar);
		const whole = await begun(ana, { teamId: null });
		const typing = await begun(omar, { rootCause: 'typing' });
		const effect = async (id: string, by = ana, days = 20) =>
			(await actionPageData(contextOf(db, by.actor, later(days)), id))!.effect;
		expect(await effect(actionId)).toMatchObject({
			before: { n: 6, failed: 3, permille: 500, interval: [188, 812] },
			after: { n: 0, failed: 0, permille: null }
		});
		await calls(db, { agent: lin, by: omar, place: north, days: [3, 4, 5, 6, 7], fails: 1 });
		expect(await effect(actionId, wei)).toMatchObject({
			after: { n: 5, failed: 1, permille: 200 }
		});
		expect(await effect(whole)).toMatchObject({ before: { n: 8, failed: 4 } });
		expect(await effect(typing)).toMatchObject({ before: { n: 6, failed: 1 } });
	});

	it('is listed within reach by state and owner', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, wei, lin, auditor, begun } = await centre(db);
		const north = await begun(omar);
		const whole = await begun(ana, { teamId: null, ownerStaffNo: 'L2' });
		const list = async (by: Person, filter = {}, days = 0) =>
			(await actionPage(contextOf(db, by.actor, later(days)), { filter })).rows
				.map(({ id }) => id)
				.sort();
		for (const by of [ana, auditor]) expect(await list(by)).toEqual([north, whole].sort());
		expect(await list(omar)).toEqual([north]);
		expect(await list(wei)).toEqual([north]);
		expect(await list(sun)).toEqual([whole]);
		expect(await list(lin)).toEqual([]);
		expect(await list(ana, { owner: 'A2' })).toEqual([north]);
		expect(await list(ana, { state: 'late' }, 8)).toEqual([]);
		expect(await list(ana, { state: 'late' }, 9)).toHaveLength(2);
		await taking(db, north)(wei, 'done');
		expect(await list(ana, { state: 'done' })).toEqual([north]);
		expect(await list(ana, { state: 'open' })).toEqual([whole]);
		expect(await actionPageData(contextOf(db, lin.actor), north)).toBeUndefined();
	});
});
