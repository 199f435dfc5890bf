import { describe, expect, it } from 'vitest';
import { drawPage, samplingPage, seesSampling } from '#lib/duty/server/sampling-pages.ts';
import { todayFor } from '#lib/assessments/server/today.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { reviewDrafts, reviews } from '#lib/reviews/server/schema.ts';
import { publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/plan.ts';
import { runDraw } from '#lib/duty/server/draws.ts';
import { assignmentsOf } from '#lib/duty/server/stored-draws.ts';
import { addRecording, exampleCentre, zone, type Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const drawnAt = new Date('2026-11-20T22:00:00Z');
const morning = new Date('2026-11-21T01:00:00Z');
const due = new Date('2026-11-22T04:00:00Z');

/** Lin, Wei and Hao with one call each, drawn; a fourth agent of North with nothing to draw. */
async function aDrawnDay() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const { lin, wei, hao, north, south } = centre;
	const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
	const first = await addRecording(db, { agentId: wei.id, place: north, startedAt: at(1) });
	const second = await addRecording(db, { agentId: lin.id, place: north, startedAt: at(2) });
	await addRecording(db, { agentId: hao.id, place: south, startedAt: at(3) });
	await addRecording(db, {
		agentId: centre.omar.id,
		place: north,
		startedAt: at(4)
	});
	const context = { db, actor: systemActor('scheduler'), now: drawnAt, zone };
	const outcome = await runDraw(context, { planKey: DAILY_SPOT_CHECK, period: 20_261_120 });
	if (!outcome.ok) throw new Error(outcome.refusal);
	await publishStandardRubrics(context);
	const [rubric] = await publishedRubrics(db.read);
	const { drawId } = outcome.value;
	const tasks = await assignmentsOf(db.read, drawId);
	return { db, drawId, tasks, rubric: rubric!, first, second, ...centre };
}
type Day = Awaited<ReturnType<typeof aDrawnDay>>;

const context = (db: Db, { actor }: Person, now = morning) => ({ db, actor, now, zone });

async function review({ db, tasks, rubric, omar }: Day, recordingId: string) {
	const task = tasks.find((one) => one.recordingId === recordingId)!;
	const id = newId();
	await db.tx((tx) =>
		tx.insert(reviews).values({
			id,
			kind: 'spot-check',
			recordingId,
			assignmentId: task.id,
			rubricVersionId: rubric.versionId,
			agentId: task.agentId,
			teamId: null,
			reviewerId: omar.id,
			rawTenths: 900,
			outcome: 'passed',
			severe: [],
			comment: '',
			callStartedAt: drawnAt,
			businessMonth: 202_611,
			startedAt: morning,
			submittedAt: morning,
			spentMs: 0,
			heard: [],
			heardMs: 0
		})
	);
	return id;
}

const draft = ({ db, rubric, omar }: Day, recordingId: string) =>
	db.tx((tx) =>
		tx.insert(reviewDrafts).values({
			id: newId(),
			recordingId,
			reviewerId: omar.id,
			assignmentId: null,
			rubricVersionId: rubric.versionId,
			content: { answers: {}, comment: '', evidence: [], heard: [], spentMs: 0 },
			version: 1,
			startedAt: morning,
			savedAt: morning
		})
	);

describe('the lead’s Today', () => {
	it('lists the own tasks by due time and call, and starts with the first', async () => {
		const day = await aDrawnDay();
		const { lead } = await todayFor(context(day.db, day.omar), null);
		expect(lead!.queue.map(({ recordingId, state }) => [recordingId, state])).toEqual([
			[day.first, 'open'],
			[day.second, 'open']
		]);
		expect(lead!.next?.recordingId).toBe(day.first);
		expect(lead!.counts).toEqual({ open: 2, overdue: 0, drafts: 0, done: 0, assigned: 2 });
		expect(lead!.sample).toMatchObject({ agents: 3, drawn: 2, short: 1, period: 20_261_120 });
		expect(lead!.agents.map(({ staffNo }) => staffNo)).toEqual(['A1', 'A2']);
	});

	it('tells drafts, done and overdue tasks apart', async () => {
		const day = await aDrawnDay();
		await draft(day, day.first);
		const reviewId = await review(day, day.second);
		const { lead } = await todayFor(context(day.db, day.omar), 'done');
		expect(lead!.counts).toEqual({ open: 1, overdue: 0, drafts: 1, done: 1, assigned: 2 });
		expect(lead!.queue).toMatchObject([{ reviewId, state: 'done' }]);
		expect(lead!.next?.recordingId).toBe(day.first);
		expect(lead!.agents[0]).toMatchObject({ reviews: 1, lastReviewId: reviewId });
		expect(lead!.agents[0]!.lastReviewedAt).toEqual(morning);
		const stateAt = async (now: Date) =>
			(await todayFor(context(day.db, day.omar, now), null)).lead!.queue.map(({ state }) => state);
		expect(await stateAt(new Date(due.getTime() - 1))).toEqual(['draft']);
		expect(await stateAt(due)).toEqual(['overdue']);
	});

	it('is another lead’s own, and empty before any draw', async () => {
		const day = await aDrawnDay();
		const { lead } = await todayFor(context(day.db, day.sun), 'nonsense');
		expect(lead!.queue.map(({ agentId }) => agentId)).toEqual([day.hao.id]);
		const db = await testDatabase();
		const { omar } = await exampleCentre(db);
		const empty = await todayFor(context(db, omar), null);
		expect(empty.lead).toMatchObject({ queue: [], next: undefined, sample: undefined });
		expect(empty.head).toBeUndefined();
	});
});

describe('Today of the others', () => {
	it('gives an agent the reviews to acknowledge and yesterday’s own calls', async () => {
		const day = await aDrawnDay();
		const reviewId = await review(day, day.second);
		const { agent, lead } = await todayFor(context(day.db, day.lin), null);
		expect(lead).toBeUndefined();
		expect(agent!.toAcknowledge.map(({ id }) => id)).toEqual([reviewId]);
		expect(agent).toMatchObject({ callsYesterday: 1, yesterday: 20_261_120 });
		const other = await todayFor(context(day.db, day.wei), null);
		expect(other.agent!.toAcknowledge).toEqual([]);
	});

	it('gives the head every team’s duty, done and overdue', async () => {
		const day = await aDrawnDay();
		await review(day, day.second);
		const { head } = await todayFor(context(day.db, day.ana, due), null);
		expect(head!.draws[0]!.teams).toMatchObject([
			{ team: 'North', agents: 3, expected: 3, drawn: 2, done: 1, overdue: 1, short: 1 },
			{ team: 'South', agents: 1, expected: 1, drawn: 1, done: 0, overdue: 1, short: 0 }
		]);
	});

	it('gives auditor, administrator and technician their part', async () => {
		const day = await aDrawnDay();
		const as = (role: 'administrator' | 'technician') => ({
			...day.lin,
			actor: { id: newId(), name: role, grants: [{ role, teamId: null, departmentId: null }] }
		});
		const { auditor } = await todayFor(context(day.db, day.auditor), null);
		expect(auditor!.entries).toBeGreaterThan(0);
		const { administrator } = await todayFor(context(day.db, as('administrator')), null);
		expect(administrator!.steps.map(({ key, done }) => [key, done])).toEqual([
			['agents', true],
			['leads', true],
			['source', false],
			['recordings', true],
			['draw', true]
		]);
		const { technician } = await todayFor(context(day.db, as('technician')), null);
		expect(technician).toEqual({ sources: [] });
	});
});

describe('the pages of draws', () => {
	it('show a lead the own team, the head and the auditor all', async () => {
		const day = await aDrawnDay();
		const agents = async (person: Person, state: 'all' | 'short' = 'all') => {
			const page = await drawPage(context(day.db, person), {
				id: day.drawId,
				state,
				teamId: undefined
			});
			return page!.shares.map(({ staffNo }) => staffNo);
		};
		expect(await agents(day.omar)).toEqual(['A1', 'A2', 'L1']);
		expect(await agents(day.omar, 'short')).toEqual(['L1']);
		expect(await agents(day.sun)).toEqual(['A3']);
		expect(await agents(day.ana)).toEqual(['A1', 'A2', 'L1', 'A3']);
		expect(await agents(day.auditor)).toEqual(['A1', 'A2', 'L1', 'A3']);
		const { draws } = await samplingPage(context(day.db, day.sun), undefined);
		expect(draws).toMatchObject([{ expected: 1, drawn: 1, done: 0 }]);
	});

	it('narrow a draw’s calls by state and team', async () => {
		const day = await aDrawnDay();
		await review(day, day.second);
		const rows = async (state: 'open' | 'done' | 'overdue', teamId?: string) => {
			const page = await drawPage(context(day.db, day.ana), { id: day.drawId, state, teamId });
			return page!.duties.length;
		};
		expect(await rows('done')).toBe(1);
		expect(await rows('open')).toBe(2);
		expect(await rows('open', day.south.teamId)).toBe(1);
		expect(await rows('overdue')).toBe(0);
	});

	it('are hidden from agents, and an unknown draw is nobody’s', async () => {
		const { db, lin, omar, ana } = await aDrawnDay();
		expect(seesSampling(lin)).toBe(false);
		expect(seesSampling(omar)).toBe(true);
		const page = (id: string) =>
			drawPage(context(db, ana), { id, state: 'all', teamId: undefined });
		expect(await page(newId())).toBeUndefined();
		expect(await page('x')).toBeUndefined();
	});
});
