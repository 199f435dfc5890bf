import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { scopeOf, type Scope } from '#lib/people/permissions.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { DraftContent } from '#lib/reviews/draft.ts';
import { parseReviewFilter } from '#lib/reviews/filter.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { itemRates, type RatesOf } from '#lib/reviews/server/item-rates.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import { addRecording, type Person, type Place } from '../fixtures/example-centre.ts';
import { addTask, aReviewContent, callAt, contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at, failing, flawless, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const everything: Scope = { all: true, departmentIds: [], teamIds: [], agentId: null };
const march = { from: 20_260_301, to: 20_260_331, scope: everything };

interface Reviewed {
	agent: Person;
	by: Person;
	place: Place;
	content: DraftContent;
	/** Days after the first of March. */
	day?: number;
}

/** A further call of the agent with a review of it; its recording. */
async function reviewed(db: Db, { agent, by, place, content, day = 0 }: Reviewed) {
	const startedAt = new Date(callAt.getTime() + day * 86_400_000);
	const recordingId = await addRecording(db, { agentId: agent.id, place, startedAt });
	await review(db, { by, recordingId, content, now: at(day * 1440 + 1) });
	return recordingId;
}

/** Of Lin two calls fail the greeting and one does not; of Hao's, in the other team, one. */
async function centre(db: Db) {
	const made = await reviewCentre(db);
	const { lin, hao, omar, sun, north, south, recordingId } = made;
	await review(db, { by: omar, recordingId, content: failing('greeting') });
	await reviewed(db, { agent: lin, by: omar, place: north, content: flawless(), day: 1 });
	const again = { agent: lin, by: omar, place: north, content: failing('greeting'), day: 7 };
	await reviewed(db, again);
	await reviewed(db, { agent: hao, by: sun, place: south, content: failing('greeting') });
	return made;
}

const greetings = async (db: Db, of: Partial<RatesOf> = {}) =>
	(await itemRates(db.read, { ...march, groupBy: 'item', itemKey: 'greeting', ...of })).map(
		({ agentId, week, n, failed }) => [
			...(agentId ? [agentId] : []),
			...(week ? [week] : []),
			n,
			failed
		]
	);

describe('itemRates', () => {
	it('counts calls that answered an item and those that failed it, within days and reach', async () => {
		const db = await testDatabase();
		const { lin, omar, ana, sun, auditor } = await centre(db);
		expect(await greetings(db)).toEqual([[4, 3]]);
		const seen = (person: Person) => greetings(db, { scope: scopeOf(person.actor, 'review.read') });
		expect(await seen(omar)).toEqual([[3, 2]]);
		expect(await seen(sun)).toEqual([[1, 1]]);
		expect(await seen(ana)).toEqual([[4, 3]]);
		expect(await seen(auditor)).toEqual([[4, 3]]);
		expect(await seen(lin)).toEqual([[3, 2]]);
		expect(await greetings(db, { agentIds: [lin.id], from: 20_260_302 })).toEqual([[2, 1]]);
		expect(await greetings(db, { to: 20_260_228, from: 20_260_201 })).toEqual([]);
		expect(await greetings(db, { rubricKey: 'report' })).toEqual([[4, 3]]);
		expect(await greetings(db, { rubricKey: 'call-back' })).toEqual([]);
		const all = await itemRates(db.read, { ...march, groupBy: 'item' });
		expect(all.filter(({ failed }) => failed > 0).map(({ itemKey }) => itemKey)).toEqual([
			'greeting'
		]);
		expect(all.every(({ n, rubricKey }) => n > 0 && rubricKey === 'report')).toBe(true);
	});

	it('counts by agent and by week', async () => {
		const db = await testDatabase();
		const { lin, hao } = await centre(db);
		const byAgent = await greetings(db, { groupBy: 'item-agent' });
		expect(new Set(byAgent)).toEqual(
			new Set([
				[lin.id, 3, 2],
				[hao.id, 1, 1]
			])
		);
		expect(await greetings(db, { groupBy: 'item-week' })).toEqual([
			[20_260_223, 2, 2],
			[20_260_302, 2, 1]
		]);
	});

	it('takes of a call the newest review as it stands, its root causes, and leaves out N/A', async () => {
		const db = await testDatabase();
		const { omar, ana, lin, north, recordingId } = await reviewCentre(db);
		const caused = failing('address-entered');
		caused.answers['address-entered']!.rootCause = 'typing';
		const first = await review(db, { by: omar, recordingId });
		const corrected = await correctReview(contextOf(db, omar.actor, at(5)), {
			...{ reviewId: first, content: caused, reason: 'Heard it again, another street' },
			cause: 'correction'
		});
		expect(corrected).toMatchObject({ ok: true });
		const address = { ...march, groupBy: 'item', itemKey: 'address-entered' } as const;
		expect(await itemRates(db.read, address)).toEqual([
			{ rubricKey: 'report', itemKey: 'address-entered', n: 1, failed: 1, causes: { typing: 1 } }
		]);
		const task = { recordingId, agent: lin, reviewer: ana, place: north };
		const assignmentId = await addTask(db, { ...task, kind: 'weekly-audit' });
		const content = aReviewContent(
			{ 'read-back-name': { answer: 'na' } },
			{ underHeardReason: 'Sat beside the agent as it was spoken' }
		);
		await review(db, { by: ana, recordingId, content, now: at(9), assignmentId });
		expect(await itemRates(db.read, address)).toMatchObject([{ n: 1, failed: 0, causes: {} }]);
		expect(await greetings(db, { itemKey: 'read-back-name' })).toEqual([]);
	});

	it('is what the list of reviews shows behind it', async () => {
		const db = await testDatabase();
		const { ana, omar, north } = await centre(db);
		const listed = async (by: Person, search: string) => {
			const filter = parseReviewFilter(new URLSearchParams(search));
			return (await reviewPage(contextOf(db, by.actor), { filter })).rows.length;
		};
		const march = 'item=report:greeting&from=2026-03-01&to=2026-03-31';
		expect(await listed(ana, march)).toBe(4);
		expect(await listed(ana, `${march}&answer=failed`)).toBe(3);
		expect(await listed(omar, `${march}&answer=failed`)).toBe(2);
		expect(await listed(ana, `${march}&answer=failed&team=${north.teamId}`)).toBe(2);
		expect(await listed(ana, `${march}&answer=failed&department=${north.departmentId}`)).toBe(3);
		expect(await listed(ana, `${march}&answer=failed&cause=typing`)).toBe(0);
		expect(await listed(ana, 'item=report:greeting&from=2026-03-08')).toBe(1);
		expect(await listed(ana, 'item=report:nothing&answer=failed')).toBe(0);
		expect(await listed(ana, 'item=call-back:greeting&answer=failed')).toBe(0);
		expect(await listed(ana, 'team=nowhere')).toBe(0);
	});

	it('tells nothing of a restricted recording', async () => {
		const db = await testDatabase();
		const { recordingId } = await centre(db);
		await db.tx((tx) =>
			tx.update(recordings).set({ custody: 'restricted' }).where(eq(recordings.id, recordingId))
		);
		expect(await greetings(db)).toEqual([[3, 2]]);
	});
});
