import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { bandOf } from '#lib/reports/band.ts';
import type { BoardFilter } from '#lib/reports/board-filter.ts';
import { boardPage, boardScope } from '#lib/reports/server/board.ts';
import { ownTrend } from '#lib/reports/server/own-trend.ts';
import { lastMonths, teamTrend } from '#lib/reports/server/team-trend.ts';
import { reviewAnswers, reviews } from '#lib/reviews/server/schema.ts';
import { filterSearch, parseReviewFilter } from '#lib/reviews/filter.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { rubricVersions } from '#lib/rubric/server/schema.ts';
import { addPerson, zone, type Person } from '../fixtures/example-centre.ts';
import { april, reviewedMonth } from '../fixtures/exports.ts';
import { aCall, march } from '../fixtures/ledger.ts';
import { contextOf } from '../fixtures/reviews.ts';
import { at, failing, review } from '../fixtures/revisions.ts';
import { answerOf, eventOf, handlerOf } from '../support/route-call.ts';

const load = async (db: Db, { actor, staffNo }: Person, route: string, search = '') =>
	answerOf(
		await handlerOf(route, 'load'),
		eventOf({ db, actor, staffNo, now: april, zone }, { of: [route, 'load'], id: '', search })
	);

const board = async (db: Db, { actor }: Person, filter = {}) => {
	const context = contextOf(db, actor, april);
	return boardPage(context, boardScope(context)!, { month: march, ...filter });
};

/** Answers to an item of an agent's reviews, counted one by one. */
async function naive(db: Db, agentId: string, itemKey: string) {
	const rows = await db.read
		.select({ answer: reviewAnswers.answer })
		.from(reviewAnswers)
		.innerJoin(reviews, eq(reviews.id, reviewAnswers.reviewId))
		.where(and(eq(reviews.agentId, agentId), eq(reviewAnswers.itemKey, itemKey)));
	const counted = rows.filter(({ answer }) => answer !== 'na');
	return { n: counted.length, failed: counted.filter(({ answer }) => answer === 'no').length };
}

it('shows names to those alone who oversee them', async () => {
	const { db, omar, sun, ana, auditor, lin } = await reviewedMonth();
	const staff = async (who: Person) => (await board(db, who)).rows.map(({ staffNo }) => staffNo);
	expect(await staff(omar)).toEqual(['A1', 'A2']);
	expect(await staff(sun)).toEqual(['A3']);
	expect(await staff(ana)).toEqual(['A1', 'A2', 'A3']);
	expect(await staff(auditor)).toEqual(['A1', 'A2', 'A3']);
	expect(await load(db, lin, '/boards')).toMatchObject({ status: 303, body: '/boards/me' });
	expect((await load(db, lin, '/boards/teams')).status).toBe(404);
	expect((await load(db, omar, '/boards/me')).status).toBe(404);
	const tech = await addPerson(db, { staffNo: 'T1', role: 'technician' });
	for (const route of ['/boards', '/boards/teams', '/boards/me'])
		expect((await load(db, tech, route)).status, route).toBe(404);
});

it('narrows by a team within reach, and by none beyond it', async () => {
	const { db, omar, ana, north, south } = await reviewedMonth();
	const staff = async (who: Person, team: string) =>
		(await board(db, who, { team })).rows.map(({ staffNo }) => staffNo);
	expect(await staff(ana, south.teamId)).toEqual(['A3']);
	expect(await staff(omar, south.teamId)).toEqual(['A1', 'A2']);
	expect(await staff(omar, north.teamId)).toEqual(['A1', 'A2']);
	expect(await staff(ana, 'nonsense')).toEqual(['A1', 'A2', 'A3']);
});

it('counts what a naive count counts, and each cell opens as many reviews', async () => {
	const { db, ana, lin, wei } = await reviewedMonth();
	const { rows, items, all, rubric } = await board(db, ana);
	expect(items.length).toBeGreaterThan(5);
	for (const { agentId, staffNo, cells } of rows)
		for (const { key } of items) {
			const seen = cells[key] ?? { n: 0, failed: 0 };
			expect(seen, `${staffNo} ${key}`).toEqual(await naive(db, agentId, key));
		}
	expect(rows.find(({ agentId }) => agentId === lin.id)!.cells['no-invalid-promise']).toEqual({
		...{ n: 5, failed: 4 }
	});
	expect(all.greeting).toMatchObject({ failed: 2 });
	expect(bandOf({ n: 5, failed: 4 })).toBe('high');
	const item = { rubricKey: rubric!, itemKey: 'greeting', answer: 'failed' as const };
	const behind = await reviewPage(contextOf(db, ana.actor, april), {
		filter: { item, staffNo: wei.staffNo, from: 20_260_301, to: 20_260_331 }
	});
	expect(behind.rows).toHaveLength(1);
	const { agents } = await assessMonth(db.read, { month: march, zone });
	expect(rows.map(({ month }) => month?.meanScore)).toEqual(
		agents.map(({ meanScore }) => meanScore)
	);
});

it('looks at one version of the rubric alone, and so do the reviews behind each cell', async () => {
	const { db, ana, omar, wei, north } = await reviewedMonth();
	const rubric = 'report';
	const first = (await publishedRubrics(db.read)).find(({ key }) => key === rubric);
	const [row] = await db.read
		.select()
		.from(rubricVersions)
		.where(eq(rubricVersions.id, first!.versionId));
	await db.tx((tx) => tx.insert(rubricVersions).values({ ...row!, id: newId(april), version: 2 }));
	const recordingId = await aCall(db, { agent: wei, place: north, minutes: 50 });
	await review(db, { by: omar, recordingId, content: failing('greeting'), now: at(50) });

	const seen = async (filter: Partial<BoardFilter>) => {
		const { all, filter: inForce } = await board(db, ana, filter);
		return [inForce.version, all.greeting?.n, all.greeting?.failed];
	};
	expect(await seen({ rubric })).toEqual([undefined, 8, 3]);
	expect(await seen({ rubric, version: 1 })).toEqual([1, 7, 2]);
	expect(await seen({ rubric, version: 2 })).toEqual([2, 1, 1]);
	expect(await seen({ rubric, version: 3 })).toEqual([undefined, 8, 3]);

	const item = { rubricKey: rubric, itemKey: 'greeting', answer: 'counted' as const };
	const listed = parseReviewFilter(filterSearch({ item: { ...item, version: 2 } }));
	const behind = await reviewPage(contextOf(db, ana.actor, april), { filter: listed });
	expect(behind.rows.map((review) => review.recordingId)).toEqual([recordingId]);
});

it('looks at a week, and at nothing in a week without calls', async () => {
	const { db, ana } = await reviewedMonth();
	const fail = async (week: number) => (await board(db, ana, { week })).all.greeting?.failed;
	expect(await fail(20_260_223)).toBe(2);
	expect(await fail(20_260_302)).toBeUndefined();
});

it('teams over months are the months’ own figures; the own trend likewise', async () => {
	const { db, ana, lin, north } = await reviewedMonth();
	const context = contextOf(db, ana.actor, new Date('2026-03-23T02:00:00Z'));
	const trend = await teamTrend(context, boardScope(context)!);
	expect(trend.months).toEqual([202_510, 202_511, 202_512, 202_601, 202_602, 202_603]);
	const team = trend.teams.find(({ id }) => id === north.teamId)!;
	const { teams, agents } = await assessMonth(db.read, { month: march, zone });
	expect(team.months.at(-1)!.figures).toEqual(teams.find(({ teamId }) => teamId === north.teamId));
	expect(team.months.at(-1)!.figures).toMatchObject({ scored: 6, severe: 4 });
	expect(trend.items[0]).toMatchObject({ itemKey: 'no-invalid-promise', failed: 4, n: 7 });
	// All calls were on one day: no slope can be told.
	expect(trend.items[0]!.slope).toBe('too-few');

	const own = await ownTrend(contextOf(db, lin.actor, april));
	expect(own.months.map(({ month }) => month)).toEqual(lastMonths({ now: april, zone }));
	const mine = agents.find(({ agentId }) => agentId === lin.id)!;
	const shown = own.months.find(({ month }) => month === march)!.figures!;
	expect([shown.meanScore, shown.interval]).toEqual([mine.meanScore, mine.interval]);
	expect(own.items[0]).toMatchObject({ itemKey: 'no-invalid-promise', n: 5, failed: 4 });
});
