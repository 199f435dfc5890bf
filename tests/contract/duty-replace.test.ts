import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { sha256Text } from '#lib/audit/server/append.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { unpack } from '#lib/duty/server/pack.ts';
import { replaceAssignment, replacementsOf } from '#lib/duty/server/replace.ts';
import { reassign } from '#lib/duty/server/reassign.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { startDraft } from '#lib/reviews/server/drafts.ts';
import { publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { assignments, draws, replacements } from '#lib/sampling/server/schema.ts';
import { sharesText } from '#lib/sampling/stored-draw.ts';
import { replay } from '#lib/sampling/verify.ts';
import {
	aDrawnDay,
	contextOf,
	drawnAt,
	morning,
	rankedCalls,
	SEED,
	scheduler,
	taskOf,
	tasksOf,
	type Day
} from '../fixtures/duty.ts';
import { addPerson, type Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const because = (
	reason: 'not-playable' | 'empty' | 'wrong-agent' | 'conflict-of-interest' | 'other',
	words = ''
) => ({
	reason,
	words
});
const OTHER = because('other', 'the customer is a relative of mine');

async function replaced(day: Day, who: Person, assignmentId: string, wish = because('empty')) {
	return replaceAssignment(contextOf(day.db, who), { assignmentId, ...wish });
}

async function replayed({ db, drawId, rule, planId, outcome }: Day) {
	const [row] = await db.read.select().from(draws).where(eq(draws.id, drawId));
	const rows = await tasksOf({ db, drawId });
	return replay(sha256Text, SEED, {
		id: drawId,
		plan: { id: planId, key: planId, version: 1, rule },
		period: { first: row!.period, last: row!.period },
		algorithm: row!.algorithm,
		seed: row!.seed,
		commitment: null,
		rounds: [
			{
				round: 0,
				at: drawnAt,
				candidates: unpack(row!.candidates),
				candidatesSha256: row!.candidatesSha256,
				candidateCount: row!.candidateCount,
				shares: outcome.shares,
				chained: {
					candidatesSha256: row!.candidatesSha256,
					sharesSha256: sha256Text(sharesText(outcome.shares))
				}
			}
		],
		picks: rows.map(({ id, unitId, ...pick }) => ({ ...pick, assignmentId: id, unitId: unitId! })),
		replacements: await db.read.select().from(replacements)
	});
}

describe('replacing a drawn call', () => {
	it('brings in the next of the ranking with the same reviewer and due time, and lists both', async () => {
		const day = await aDrawnDay(await testDatabase());
		const task = await taskOf(day, day.lin);
		const order = rankedCalls(day, day.lin);
		expect(task.recordingId).toBe(order[0]);
		const outcome = await replaced(day, day.omar, task.id);
		if (!outcome.ok) throw new Error(outcome.refusal);

		const [first, second] = (await tasksOf(day)).filter((row) => row.agentId === day.lin.id);
		expect(first).toEqual(task);
		expect(second).toMatchObject({
			id: outcome.value.substituteId,
			recordingId: order[1],
			reviewerId: day.omar.id,
			unitId: day.lin.id,
			stratum: 'any',
			rank: 2,
			round: 0,
			callDay: 20_261_120,
			dueAt: task.dueAt
		});
		const states = await day.db.read
			.select({ id: recordings.id, state: recordings.reviewState })
			.from(recordings)
			.where(eq(recordings.agentId, day.lin.id));
		expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toMatchObject({
			[order[0]!]: 'none',
			[order[1]!]: 'assigned'
		});
		const [entry] = await day.db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'assignment.replaced'));
		expect(entry).toMatchObject({ actor: day.omar.id, subject: `assignment:${task.id}` });
		expect(JSON.parse(entry!.body)).toMatchObject({
			facts: { reason: 'empty', verdict: 'ok', substitute: order[1] }
		});
		expect(await replayed(day)).toEqual({ match: true });
	});

	it('passes over what can no longer be drawn, and says why', async () => {
		const day = await aDrawnDay(await testDatabase(), { each: 6 });
		const task = await taskOf(day, day.lin);
		const [, drawn, empty, old, moved, next] = rankedCalls(day, day.lin);
		const other = await taskOf(day, day.wei);
		const set = (id: string, values: Partial<typeof recordings.$inferInsert>) =>
			day.db.tx((tx) => tx.update(recordings).set(values).where(eq(recordings.id, id)));
		await set(empty!, { verdict: 'empty' });
		await set(old!, { current: false });
		await set(moved!, { agentId: day.wei.id });
		// Drawn for the same kind by another plan.
		const twin = await aDrawnPlan(day);
		await day.db.tx((tx) =>
			tx.insert(assignments).values({ ...other, id: newId(), drawId: twin, recordingId: drawn! })
		);
		const outcome = await replaced(day, day.omar, task.id);
		expect(outcome.ok).toBe(true);
		const [kept] = await day.db.read.select().from(replacements);
		expect(kept!.skipped).toEqual([
			{ recordingId: drawn, reason: 'already-drawn' },
			{ recordingId: empty, reason: 'not-playable' },
			{ recordingId: old, reason: 'superseded' },
			{ recordingId: moved, reason: 'other-agent' }
		]);
		const substitute = (await tasksOf(day)).find(({ id }) => id === kept!.substituteId);
		expect(substitute!.recordingId).toBe(next);
		expect(await replayed(day)).toEqual({ match: true });
	});

	it('leaves the shortfall when the ranking has nothing left', async () => {
		const day = await aDrawnDay(await testDatabase(), { each: 1 });
		const task = await taskOf(day, day.lin);
		expect(await replaced(day, day.omar, task.id)).toEqual({
			ok: true,
			value: { substituteId: null }
		});
		expect((await tasksOf(day)).filter(({ agentId }) => agentId === day.lin.id)).toHaveLength(1);
		expect(await replayed(day)).toEqual({ match: true });
	});

	it('does not take a call that was reviewed meanwhile when the plan asks for unreviewed ones', async () => {
		const day = await aDrawnDay(await testDatabase(), { each: 3 });
		const task = await taskOf(day, day.lin);
		const [, reviewed, next] = rankedCalls(day, day.lin);
		await review(day, reviewed!, null, day.ana);
		await replaced(day, day.omar, task.id);
		const [kept] = await day.db.read.select().from(replacements);
		expect(kept!.skipped).toEqual([{ recordingId: reviewed, reason: 'already-reviewed' }]);
		expect((await tasksOf(day)).find(({ id }) => id === kept!.substituteId)!.recordingId).toBe(
			next
		);
	});

	it('is refused without a reason that can be read, and when the task is no longer open', async () => {
		const day = await aDrawnDay(await testDatabase());
		const task = await taskOf(day, day.lin);
		for (const words of ['', '   . . . , , ! ', 'not good'])
			expect(await replaced(day, day.omar, task.id, because('other', words))).toMatchObject({
				refusal: 'words-missing'
			});
		expect((await replaced(day, day.omar, task.id, OTHER)).ok).toBe(true);
		expect(await replaced(day, day.omar, task.id)).toMatchObject({ refusal: 'already-replaced' });
		const done = await taskOf(day, day.wei);
		await review(day, done.recordingId, done.id, day.omar);
		expect(await replaced(day, day.omar, done.id)).toMatchObject({ refusal: 'already-done' });
	});

	it('belongs to the reviewer and the head in reach alone', async () => {
		const day = await aDrawnDay(await testDatabase());
		const task = await taskOf(day, day.lin);
		const second = await addPerson(day.db, { staffNo: 'L3', role: 'team-lead', place: day.north });
		const refusals: [Person, string][] = [
			[day.sun, 'not-found'],
			[day.lin, 'not-found'],
			[day.wei, 'not-found'],
			[day.auditor, 'not-allowed'],
			[second, 'not-allowed']
		];
		for (const [who, refusal] of refusals)
			expect([who.staffNo, await replaced(day, who, task.id)]).toEqual([
				who.staffNo,
				{ ok: false, refusal }
			]);
		expect(
			await replaceAssignment(scheduler(day.db, morning), { assignmentId: task.id, ...OTHER })
		).toMatchObject({ refusal: 'not-allowed' });
		for (const id of ['', 'no-id', newId(), '\u0000'])
			expect(await replaced(day, day.omar, id)).toMatchObject({ refusal: 'not-found' });
		expect(await day.db.read.select().from(replacements)).toEqual([]);
		expect((await replaced(day, day.ana, task.id)).ok).toBe(true);
	});

	it('is never for an own call, head or not', async () => {
		const day = await aDrawnDay(await testDatabase());
		const task = await taskOf(day, day.lin);
		await day.db.tx((tx) =>
			tx.update(assignments).set({ agentId: day.ana.id }).where(eq(assignments.id, task.id))
		);
		expect(await replaced(day, day.ana, task.id)).toMatchObject({ refusal: 'not-allowed' });
	});

	it('discards the draft and says so in the chain', async () => {
		const day = await aDrawnDay(await testDatabase());
		await publishStandardRubrics(scheduler(day.db, drawnAt));
		const task = await taskOf(day, day.lin);
		const draft = await startDraft(contextOf(day.db, day.omar), {
			recordingId: task.recordingId,
			assignmentId: task.id
		});
		expect(draft.ok).toBe(true);
		await replaced(day, day.omar, task.id);
		expect(await day.db.read.select().from(reviewDrafts)).toEqual([]);
		const kinds = await day.db.read.select({ kind: auditEntries.kind }).from(auditEntries);
		expect(kinds.map(({ kind }) => kind)).toContain('draft.discarded');
	});

	it('lets one of two at once win', async () => {
		const day = await aDrawnDay(await testDatabase());
		const task = await taskOf(day, day.lin);
		const both = await Promise.all([
			replaced(day, day.omar, task.id),
			replaced(day, day.ana, task.id, because('wrong-agent'))
		]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: 'already-replaced' });
		expect(await day.db.read.select().from(replacements)).toHaveLength(1);
		expect((await tasksOf(day)).filter(({ agentId }) => agentId === day.lin.id)).toHaveLength(2);
	});

	it('counts by reviewer and reason', async () => {
		const day = await aDrawnDay(await testDatabase());
		await replaced(day, day.omar, (await taskOf(day, day.lin)).id);
		await replaced(day, day.ana, (await taskOf(day, day.wei)).id, because('wrong-agent'));
		const counted = await replacementsOf(day.db.read, { drawIds: [day.drawId] });
		expect(counted).toHaveLength(2);
		expect(counted).toContainEqual({
			reviewerId: day.omar.id,
			replacedBy: day.omar.id,
			reason: 'empty',
			count: 1
		});
		expect(counted).toContainEqual({
			reviewerId: day.omar.id,
			replacedBy: day.ana.id,
			reason: 'wrong-agent',
			count: 1
		});
		expect(await replacementsOf(day.db.read, { from: new Date(morning.getTime() + 1) })).toEqual(
			[]
		);
	});
});

describe('replacing for a reason of one’s own words', () => {
	const substituteOf = async (day: Day, assignmentId: string) => {
		const [row] = await day.db.read
			.select({
				reviewerId: assignments.reviewerId,
				id: assignments.id,
				recordingId: assignments.recordingId
			})
			.from(replacements)
			.innerJoin(assignments, eq(assignments.id, replacements.substituteId))
			.where(eq(replacements.assignmentId, assignmentId));
		return row;
	};

	it('gives the substitute to another lead of the team, who is told', async () => {
		const day = await aDrawnDay(await testDatabase());
		const second = await addPerson(day.db, { staffNo: 'L3', role: 'team-lead', place: day.north });
		const task = await taskOf(day, day.lin);
		await replaced(day, day.omar, task.id, OTHER);
		const substitute = await substituteOf(day, task.id);
		expect(substitute!.reviewerId).toBe(second.id);
		const told = await day.db.read
			.select()
			.from(notifications)
			.where(eq(notifications.userId, second.id));
		expect(told).toMatchObject([
			{ kind: 'tasks-handed-over', facts: { count: 1, way: 'substitute' } }
		]);
		// And nobody gives it back to the one who did not want the first.
		const back = await reassign(contextOf(day.db, day.ana), {
			assignmentIds: [substitute!.id],
			toId: day.omar.id,
			reason: 'back to the lead'
		});
		expect(back).toMatchObject({ refusal: 'replaced-by-receiver' });
		expect(await replayed(day)).toEqual({ match: true });
	});

	it('gives it to the head when the team has no other lead', async () => {
		const day = await aDrawnDay(await testDatabase());
		const task = await taskOf(day, day.lin);
		await replaced(day, day.omar, task.id, OTHER);
		const substitute = await substituteOf(day, task.id);
		expect(substitute!.reviewerId).toBe(day.ana.id);
		expect(await isEntrusted(day.db.read, substitute!.recordingId, day.ana.id, morning)).toBe(
			false
		);
	});

	it('leaves it with the lead when the head replaced', async () => {
		const day = await aDrawnDay(await testDatabase());
		const task = await taskOf(day, day.lin);
		await replaced(day, day.ana, task.id, OTHER);
		expect((await substituteOf(day, task.id))!.reviewerId).toBe(day.omar.id);
	});

	it('brings nothing in when nobody else may check it: the shortfall stays', async () => {
		const day = await aDrawnDay(await testDatabase(), {
			each: 2,
			change: { reviewer: { by: 'department-head' } }
		});
		const task = await taskOf(day, day.lin);
		expect(task.reviewerId).toBe(day.ana.id);
		expect(await replaced(day, day.ana, task.id, OTHER)).toEqual({
			ok: true,
			value: { substituteId: null }
		});
		const [kept] = await day.db.read.select().from(replacements);
		expect(kept!.skipped).toEqual([
			{ recordingId: rankedCalls(day, day.lin)[1], reason: 'nobody-to-check' }
		]);
	});
});

async function aDrawnPlan(day: Day): Promise<string> {
	const { drawOf } = await import('../fixtures/duty.ts');
	const { drawId } = await drawOf(day.db, day, { calls: [], change: {}, due: morning });
	return drawId;
}

async function review(
	{ db, lin }: Day,
	recordingId: string,
	assignmentId: string | null,
	by: Person
) {
	await publishStandardRubrics(scheduler(db, drawnAt));
	const [rubric] = await publishedRubrics(db.read);
	await db.tx((tx) =>
		tx.insert(reviews).values({
			...{ id: newId(), kind: assignmentId ? 'spot-check' : 'ad-hoc', recordingId, assignmentId },
			...{ rubricVersionId: rubric!.versionId, agentId: lin.id, teamId: null, reviewerId: by.id },
			...{ rawTenths: 900, outcome: 'passed', severe: [], comment: '', callStartedAt: drawnAt },
			...{ businessMonth: 202_611, startedAt: morning, submittedAt: morning, spentMs: 0 },
			...{ heard: [], heardMs: 0 }
		})
	);
}
