import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { dutyFigures } from '#lib/duty/server/duty-figures.ts';
import { excuseDuty } from '#lib/duty/server/excuse.ts';
import { missedDutyById, missedPage } from '#lib/duty/server/missed-list.ts';
import { recordOverdue } from '#lib/duty/server/overdue.ts';
import { reassign } from '#lib/duty/server/reassign.ts';
import { replaceAssignment } from '#lib/duty/server/replace.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { overdueTasks } from '#lib/sampling/server/schema.ts';
import { excuses, missedDuties } from '#lib/duty/server/schema.ts';
import {
	aDrawnDay,
	contextOf,
	drawnAt,
	dueAt,
	scheduler,
	taskOf,
	type Day
} from '../fixtures/duty.ts';
import { addPerson, exampleCentre, zone, type Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const after = (ms: number) => new Date(dueAt.getTime() + ms);
const run = (day: Day, now = dueAt) => recordOverdue(scheduler(day.db, now));
const facts = (day: Day) => day.db.read.select().from(overdueTasks);
const duties = (day: Day) => day.db.read.select().from(missedDuties);
const november = { from: new Date('2026-10-31T16:00:00Z'), to: new Date('2026-11-30T16:00:00Z') };

async function done(day: Day, task: Awaited<ReturnType<typeof taskOf>>, at: Date, by = day.omar) {
	await publishStandardRubrics(scheduler(day.db, drawnAt));
	const [rubric] = await publishedRubrics(day.db.read);
	const { id: assignmentId, recordingId, agentId } = task;
	await day.db.tx((tx) =>
		tx.insert(reviews).values({
			...{ id: newId(), kind: 'spot-check', recordingId, assignmentId, agentId, teamId: null },
			...{ rubricVersionId: rubric!.versionId, reviewerId: by.id, rawTenths: 900 },
			...{ outcome: 'passed', severe: [], comment: '', callStartedAt: drawnAt },
			...{
				businessMonth: 202_611,
				startedAt: at,
				submittedAt: at,
				spentMs: 0,
				heard: [],
				heardMs: 0
			}
		})
	);
}

describe('overdue', () => {
	it('is written at the due instant and not before, with the time of the duty', async () => {
		const day = await aDrawnDay(await testDatabase());
		expect(await run(day, after(-1))).toEqual({ overdue: 0, missed: 0 });
		expect(await facts(day)).toEqual([]);
		expect(await run(day)).toEqual({ overdue: 3, missed: 2 });
		expect((await facts(day)).every(({ at }) => at.getTime() === dueAt.getTime())).toBe(true);
		const missed = await duties(day);
		expect(missed.find(({ reviewerId }) => reviewerId === day.omar.id)).toMatchObject({
			drawId: day.drawId,
			tasks: 2,
			of: 2,
			at: dueAt
		});
		expect(missed.find(({ reviewerId }) => reviewerId === day.sun.id)).toMatchObject({
			tasks: 1,
			of: 1
		});
	});

	it('is not of what was done or replaced in time, and is of what was done at the due instant', async () => {
		const day = await aDrawnDay(await testDatabase(), { each: 1 });
		await done(day, await taskOf(day, day.lin), after(-1));
		await done(day, await taskOf(day, day.wei), dueAt);
		const { id } = await taskOf(day, day.hao);
		await replaceAssignment(contextOf(day.db, day.sun), {
			assignmentId: id,
			reason: 'empty',
			words: ''
		});
		expect(await run(day, after(3 * 86_400_000))).toEqual({ overdue: 1, missed: 1 });
		expect(await duties(day)).toMatchObject([{ reviewerId: day.omar.id, tasks: 1, of: 2 }]);
	});

	it('is of what was replaced only after the due time, whenever the job runs', async () => {
		const day = await aDrawnDay(await testDatabase());
		const { id } = await taskOf(day, day.hao);
		const late = contextOf(day.db, day.sun, after(1000));
		expect(
			(await replaceAssignment(late, { assignmentId: id, reason: 'empty', words: '' })).ok
		).toBe(true);
		expect((await facts(day)).map((fact) => fact.assignmentId)).toEqual([id]);
		await run(day, after(60_000));
		expect((await duties(day)).find(({ reviewerId }) => reviewerId === day.sun.id)).toMatchObject({
			tasks: 1,
			of: 1
		});
	});

	it('is written once, by any number of runs and processes, and no clock or hand takes it back', async () => {
		const day = await aDrawnDay(await testDatabase());
		const url = (day.db as unknown as { url: string }).url;
		const other = await openDatabase(url);
		try {
			const runs = await Promise.all([
				run(day),
				recordOverdue(scheduler(other, dueAt)),
				run(day),
				recordOverdue(scheduler(other, after(1)))
			]);
			expect(runs.reduce((sum, one) => sum + one.overdue, 0)).toBe(3);
			expect(runs.reduce((sum, one) => sum + one.missed, 0)).toBe(2);
		} finally {
			await other.close();
		}
		const [written, told] = [await facts(day), await duties(day)];
		await run(day, after(-86_400_000));
		await reassign(contextOf(day.db, day.ana, after(1000)), {
			assignmentIds: [(await taskOf(day, day.lin)).id],
			toId: day.sun.id,
			reason: 'leave'
		});
		await done(day, await taskOf(day, day.lin), after(2000), day.sun);
		await run(day, after(86_400_000));
		expect(await facts(day)).toEqual(written);
		expect(await duties(day)).toEqual(told);
		const chain = await day.db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'duty.missed'));
		expect(chain).toHaveLength(2);
		expect(chain[0]!.actor).toBe('system:scheduler');
	});

	it('goes on after three days down, and after a clock that was ahead', async () => {
		const day = await aDrawnDay(await testDatabase());
		await run(day, new Date('2026-11-22T00:00:00Z'));
		await run(day, new Date('2026-11-21T00:00:00Z'));
		expect(await run(day, after(3 * 86_400_000))).toEqual({ overdue: 3, missed: 2 });
		const second = await aDrawnDay(await testDatabase(), { due: new Date('2036-01-01T00:00:00Z') });
		expect(await run(second, new Date('2035-12-31T23:00:00Z'))).toEqual({ overdue: 0, missed: 0 });
		expect(await run(second, new Date('2026-11-21T00:00:00Z'))).toEqual({ overdue: 0, missed: 0 });
		expect(await run(second, new Date('2036-01-01T00:00:00Z'))).toEqual({ overdue: 3, missed: 2 });
	});

	it('tells the reviewers once, and the heads once', async () => {
		const day = await aDrawnDay(await testDatabase());
		await run(day);
		await run(day, after(60_000));
		const told = await day.db.read.select().from(notifications);
		const of = (who: Person) =>
			told
				.filter(({ userId }) => userId === who.id)
				.map(({ kind, facts: said }) => [kind, said.count]);
		expect(of(day.omar)).toEqual([['tasks-overdue', 2]]);
		expect(of(day.sun)).toEqual([['tasks-overdue', 1]]);
		expect(of(day.ana)).toEqual([['duty-missed', 2]]);
	});

	it('is of agents too: self-checks', async () => {
		const day = await aDrawnDay(await testDatabase(), {
			change: { reviewer: { by: 'self' }, count: { how: 'fixed', n: 2 } }
		});
		const task = await taskOf(day, day.lin);
		await day.db.tx((tx) =>
			tx.insert(selfChecks).values({
				...{
					id: newId(),
					recordingId: task.recordingId,
					agentId: day.lin.id,
					checkerId: day.lin.id
				},
				...{
					assignmentId: task.id,
					result: 'clean',
					note: '',
					businessMonth: 202_611,
					at: after(-5),
					heardMs: 1
				}
			})
		);
		expect(await run(day)).toEqual({ overdue: 5, missed: 3 });
		expect((await duties(day)).find(({ reviewerId }) => reviewerId === day.lin.id)).toMatchObject({
			tasks: 1,
			of: 2
		});
		const figures = await dutyFigures(day.db.read, { ...november, reviewerIds: [day.lin.id] });
		expect(figures).toEqual([
			{ reviewerId: day.lin.id, due: 2, doneInTime: 1, doneLate: 0, missed: 1, excused: 0 }
		]);
	});

	it('cannot be changed or removed', async () => {
		const day = await aDrawnDay(await testDatabase());
		await run(day);
		for (const change of [
			() => day.db.tx((tx) => tx.delete(overdueTasks)),
			() => day.db.tx((tx) => tx.update(missedDuties).set({ tasks: 0 }))
		]) {
			const error: unknown = await change().catch((caught: unknown) => caught);
			expect(isAppendOnlyViolation(error)).toBe(true);
		}
	});
});

const excuse = (
	day: Day,
	who: Person,
	missedDutyId: string,
	reason: 'leave' | 'system-fault' | 'other' = 'leave',
	words = 'sick leave'
) => excuseDuty(contextOf(day.db, who, after(3_600_000)), { missedDutyId, reason, words });

async function missed(day: Day, who: Person) {
	await run(day);
	return (await duties(day)).find(({ reviewerId }) => reviewerId === who.id)!.id;
}

describe('excusing a missed duty', () => {
	it('is written once by the head, with reason and words, and tells the reviewer', async () => {
		const day = await aDrawnDay(await testDatabase());
		const id = await missed(day, day.omar);
		expect(await excuse(day, day.ana, id)).toEqual({ ok: true, value: undefined });
		expect(await excuse(day, day.ana, id, 'system-fault')).toMatchObject({
			refusal: 'already-excused'
		});
		expect(await day.db.read.select().from(excuses)).toMatchObject([
			{ missedDutyId: id, reason: 'leave', words: 'sick leave', by: day.ana.id }
		]);
		const told = await day.db.read
			.select()
			.from(notifications)
			.where(eq(notifications.kind, 'duty-excused'));
		expect(told.map(({ userId }) => userId)).toEqual([day.omar.id]);
		const [entry] = await day.db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'duty.excused'));
		expect(entry!.body).toContain('"reason":"leave"');
		expect(entry!.body).not.toContain('sick');
		expect(await dutyFigures(day.db.read, { ...november, reviewerIds: [day.omar.id] })).toEqual([
			{ reviewerId: day.omar.id, due: 2, doneInTime: 0, doneLate: 0, missed: 1, excused: 1 }
		]);
	});

	it('is nobody else’s, and never of an own duty', async () => {
		const day = await aDrawnDay(await testDatabase());
		const id = await missed(day, day.omar);
		for (const [who, refusal] of [
			[day.sun, 'not-found'],
			[day.lin, 'not-found'],
			[day.omar, 'not-allowed'],
			[day.auditor, 'not-allowed']
		] as const)
			expect(await excuse(day, who, id)).toEqual({ ok: false, refusal });
		const own = await aDrawnDay(await testDatabase(), {
			change: { reviewer: { by: 'department-head' } }
		});
		const anas = await missed(own, own.ana);
		expect(await excuse(own, own.ana, anas)).toMatchObject({ refusal: 'not-allowed' });
		const second = await addPerson(own.db, {
			staffNo: 'H2',
			role: 'department-head',
			place: own.north
		});
		expect((await excuse(own, second, anas)).ok).toBe(true);
		expect(await excuse(day, day.ana, 'x')).toMatchObject({ refusal: 'not-found' });
		expect(await excuse(day, day.ana, newId())).toMatchObject({ refusal: 'not-found' });
		expect(await excuse(day, day.ana, id, 'other', 'just so')).toMatchObject({
			refusal: 'words-missing'
		});
		expect(await excuse(day, day.ana, id, 'leave', ' , ')).toMatchObject({
			refusal: 'words-missing'
		});
	});

	it('is written once by two at once', async () => {
		const day = await aDrawnDay(await testDatabase());
		const id = await missed(day, day.omar);
		const both = await Promise.all([
			excuse(day, day.ana, id),
			excuse(day, day.ana, id, 'system-fault', 'the server was down')
		]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await day.db.read.select().from(excuses)).toHaveLength(1);
	});
});

describe('the list of missed duties', () => {
	it('shows each reader those in reach, narrowed by the filter, page by page', async () => {
		const day = await aDrawnDay(await testDatabase());
		const id = await missed(day, day.omar);
		await excuse(day, day.ana, id);
		const seen = async (who: Pick<Person, 'actor'>, filter = {}) =>
			(await missedPage(day.db.read, { actor: who.actor, zone }, { filter, after: undefined })).rows
				.map(({ staffNo }) => staffNo)
				.sort();
		expect(await seen(day.ana)).toEqual(['L1', 'L2']);
		expect(await seen(day.auditor)).toEqual(['L1', 'L2']);
		expect(await seen(day.omar)).toEqual(['L1']);
		expect(await seen(day.lin)).toEqual([]);
		expect(await seen(day.ana, { excused: 'yes' })).toEqual(['L1']);
		expect(await seen(day.ana, { excused: 'no' })).toEqual(['L2']);
		expect(await seen(day.ana, { team: day.south.teamId })).toEqual(['L2']);
		expect(await seen(day.ana, { person: day.omar.id })).toEqual(['L1']);
		expect(await seen(day.ana, { person: 'x' })).toEqual([]);
		expect(await seen(day.ana, { from: 20_261_123, to: 20_261_123 })).toEqual(['L1', 'L2']);
		expect(await seen(day.ana, { from: 20_261_124 })).toEqual([]);
		expect(await seen(day.ana, { plan: 'daily-spot-check' })).toEqual([]);
		expect(await seen(day.ana, { draw: day.drawId })).toEqual(['L1', 'L2']);
		const first = await missedPage(
			day.db.read,
			{ actor: day.ana.actor, zone },
			{ filter: {}, after: undefined }
		);
		const rest = await missedPage(
			day.db.read,
			{ actor: day.ana.actor, zone },
			{ filter: {}, after: { at: first.rows[0]!.at, id: first.rows[0]!.id } }
		);
		expect(rest.rows.map((row) => row.id)).toEqual([first.rows[1]!.id]);
		expect(await missedDutyById(day.db.read, day.sun.actor, id)).toBeUndefined();
		expect((await missedDutyById(day.db.read, day.omar.actor, id))!.excuseWords).toBe('sick leave');
	});

	it('is empty, and so are the figures, before anything was due', async () => {
		const db = await testDatabase();
		const { ana } = await exampleCentre(db);
		expect(
			(await missedPage(db.read, { actor: ana.actor, zone }, { filter: {}, after: undefined })).rows
		).toEqual([]);
		expect(await dutyFigures(db.read, november)).toEqual([]);
		expect(await dutyFigures(db.read, { ...november, reviewerIds: [] })).toEqual([]);
	});
});

describe('figures of duty', () => {
	it('tell due, done in time, done late and missed apart', async () => {
		const day = await aDrawnDay(await testDatabase());
		await done(day, await taskOf(day, day.lin), after(-60_000));
		await run(day);
		await done(day, await taskOf(day, day.wei), after(60_000));
		const figures = await dutyFigures(day.db.read, november);
		expect(figures).toHaveLength(2);
		expect(figures).toContainEqual({
			reviewerId: day.omar.id,
			due: 2,
			doneInTime: 1,
			doneLate: 1,
			missed: 1,
			excused: 0
		});
		expect(figures).toContainEqual({
			reviewerId: day.sun.id,
			due: 1,
			doneInTime: 0,
			doneLate: 0,
			missed: 1,
			excused: 0
		});
		expect(await dutyFigures(day.db.read, { from: dueAt, to: dueAt })).toEqual([]);
	});
});
