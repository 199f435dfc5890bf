import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { endHandOver, handOver } from '#lib/duty/server/hand-over.ts';
import { deputiesOn } from '#lib/duty/server/hand-overs.ts';
import { reassign } from '#lib/duty/server/reassign.ts';
import { replaceAssignment } from '#lib/duty/server/replace.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { disablements } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { startDraft } from '#lib/reviews/server/drafts.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import { assignments, overdueTasks, reassignments } from '#lib/sampling/server/schema.ts';
import { handOvers } from '#lib/duty/server/schema.ts';
import {
	aDrawnDay,
	contextOf,
	drawnAt,
	dueAt,
	morning,
	scheduler,
	taskOf,
	tasksOf,
	type Day
} from '../fixtures/duty.ts';
import { addPerson, type Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const leave = 'annual leave';

const give = (day: Day, who: Person, ids: string[], to: Pick<Person, 'id'>, reason = leave) =>
	reassign(contextOf(day.db, who), { assignmentIds: ids, toId: to.id, reason });

const reviewerOf = async (db: Db, id: string) => {
	const [row] = await db.read.select().from(assignments).where(eq(assignments.id, id));
	return row!.reviewerId;
};

describe('reassigning', () => {
	it('moves several tasks with their drafts, entrusts the calls, tells both', async () => {
		const day = await aDrawnDay(await testDatabase());
		await publishStandardRubrics(scheduler(day.db, drawnAt));
		const [one, two] = [await taskOf(day, day.lin), await taskOf(day, day.wei)];
		const draft = { recordingId: one.recordingId, assignmentId: one.id };
		expect((await startDraft(contextOf(day.db, day.omar), draft)).ok).toBe(true);
		expect(await give(day, day.ana, [one.id, two.id, one.id], day.sun)).toEqual({
			ok: true,
			value: { moved: 2 }
		});

		expect([await reviewerOf(day.db, one.id), await reviewerOf(day.db, two.id)]).toEqual([
			day.sun.id,
			day.sun.id
		]);
		const [moved] = await day.db.read.select().from(reviewDrafts);
		expect(moved).toMatchObject({ reviewerId: day.sun.id, assignmentId: one.id });
		const hears = (who: Person) => isEntrusted(day.db.read, one.recordingId, who.id, morning);
		expect([await hears(day.sun), await hears(day.omar)]).toEqual([true, false]);
		expect(await day.db.read.select().from(reassignments)).toHaveLength(2);
		const told = await day.db.read.select().from(notifications);
		const toldOf = (who: Person) =>
			told.filter(({ userId }) => userId === who.id).map(({ kind, facts }) => [kind, facts]);
		expect(toldOf(day.sun)).toEqual([['tasks-handed-over', { count: 2, way: 'in' }]]);
		expect(toldOf(day.omar)).toEqual([['tasks-handed-over', { count: 2, way: 'out' }]]);
		const chain = await day.db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'assignment.reassigned'));
		expect(chain.map(({ actor }) => actor)).toEqual([day.ana.id, day.ana.id]);
		expect(chain.map(({ body }) => body).join()).not.toContain(leave);
		// The deputy may now replace it as the reviewer, though it lies in another team.
		const replaced = await replaceAssignment(contextOf(day.db, day.sun), {
			assignmentId: one.id,
			reason: 'empty',
			words: ''
		});
		expect(replaced.ok).toBe(true);
		const substitute = (await tasksOf(day)).find(({ rank }) => rank === 2)!;
		expect(substitute.reviewerId).toBe(day.sun.id);
		expect(await isEntrusted(day.db.read, substitute.recordingId, day.sun.id, morning)).toBe(true);
		expect(await hears(day.sun)).toBe(false);
	});

	it('is the head’s alone', async () => {
		const day = await aDrawnDay(await testDatabase());
		const { id } = await taskOf(day, day.lin);
		for (const [who, refusal] of [
			[day.sun, 'not-found'],
			[day.lin, 'not-found'],
			[day.omar, 'not-allowed'],
			[day.auditor, 'not-allowed']
		] as const)
			expect(await give(day, who, [id], day.sun)).toEqual({ ok: false, refusal });
		expect(await give(day, day.ana, [id, newId()], day.sun)).toMatchObject({
			refusal: 'not-found'
		});
		expect(await reviewerOf(day.db, id)).toBe(day.omar.id);
	});

	it('refuses whoever may not check it', async () => {
		const day = await aDrawnDay(await testDatabase());
		const { id } = await taskOf(day, day.lin);
		const gone = await addPerson(day.db, { staffNo: 'L9', role: 'team-lead', place: day.north });
		await disable(day.db, gone);
		const technician = await addPerson(day.db, { staffNo: 'T1', role: 'technician' });
		for (const [to, refusal] of [
			[day.lin, 'own-call'],
			[day.omar, 'same-reviewer'],
			[gone, 'no-such-person'],
			[{ id: 'nonsense' }, 'no-such-person'],
			[technician, 'may-not-check'],
			[day.auditor, 'may-not-check']
		] as const)
			expect(await give(day, day.ana, [id], to)).toMatchObject({ refusal });
		expect(await give(day, day.ana, [id], day.sun, ' . ')).toMatchObject({
			refusal: 'words-missing'
		});
		expect(await give(day, day.ana, [], day.sun)).toMatchObject({ refusal: 'nothing-chosen' });
		expect(
			await give(
				day,
				day.ana,
				Array.from({ length: 201 }, () => newId()),
				day.sun
			)
		).toMatchObject({ refusal: 'too-many' });
		expect((await give(day, day.ana, [id], day.wei)).ok).toBe(true);
	});

	it('leaves what is overdue on record as that of who had it', async () => {
		const day = await aDrawnDay(await testDatabase());
		const { id } = await taskOf(day, day.lin);
		const late = new Date(dueAt.getTime() + 30_000);
		const outcome = await reassign(contextOf(day.db, day.ana, late), {
			assignmentIds: [id],
			toId: day.sun.id,
			reason: leave
		});
		expect(outcome.ok).toBe(true);
		const [fact] = await day.db.read.select().from(overdueTasks);
		expect(fact).toMatchObject({ assignmentId: id, reviewerId: day.omar.id, at: dueAt });
	});

	it('keeps self-checks with their agent', async () => {
		const day = await aDrawnDay(await testDatabase(), { change: { reviewer: { by: 'self' } } });
		const { id } = await taskOf(day, day.lin);
		expect(await give(day, day.ana, [id], day.omar)).toMatchObject({ refusal: 'self-check' });
	});
});

const days = (firstDay: number, lastDay: number) => ({ firstDay, lastDay });
const THIS_WEEK = days(20_261_121, 20_261_127);

const hand = (
	day: Day,
	who: Person,
	from: Person,
	to: Pick<Person, 'id'>,
	span = THIS_WEEK,
	now = morning
) =>
	handOver(contextOf(day.db, who, now), {
		userId: from.id,
		deputyId: to.id,
		...span,
		reason: leave
	});

describe('a hand-over for leave', () => {
	it('moves what is due in its days at once, and names the deputy for these days', async () => {
		const day = await aDrawnDay(await testDatabase());
		const outcome = await hand(day, day.omar, day.omar, day.sun);
		expect(outcome).toMatchObject({ ok: true, value: { moved: 2, stayed: 0 } });
		expect((await tasksOf(day)).every(({ reviewerId }) => reviewerId === day.sun.id)).toBe(true);
		const on = async (d: number) => Object.fromEntries(await deputiesOn(day.db.read, d));
		expect(await on(20_261_120)).toEqual({});
		expect(await on(20_261_121)).toEqual({ [day.omar.id]: day.sun.id });
		expect(await on(20_261_127)).toEqual({ [day.omar.id]: day.sun.id });
		expect(await on(20_261_128)).toEqual({});
		const [notice] = await day.db.read
			.select()
			.from(notifications)
			.where(eq(notifications.userId, day.sun.id));
		expect(notice).toMatchObject({
			kind: 'tasks-handed-over',
			facts: { count: 2, way: 'leave', from: '2026-11-21' }
		});
		const kinds = (await day.db.read.select().from(auditEntries).orderBy(auditEntries.seq)).map(
			({ kind }) => kind
		);
		expect(kinds).toEqual(['hand-over.made', 'assignment.reassigned', 'assignment.reassigned']);
	});

	it('leaves tasks that are due on other days, and the deputy’s own calls', async () => {
		const day = await aDrawnDay(await testDatabase());
		expect(
			await hand(day, day.omar, day.omar, day.sun, days(20_261_124, 20_261_130))
		).toMatchObject({ value: { moved: 0 } });
		const other = await aDrawnDay(await testDatabase());
		expect(await hand(other, other.omar, other.omar, other.lin)).toMatchObject({
			value: { moved: 1, stayed: 1 }
		});
		expect((await taskOf(other, other.lin)).reviewerId).toBe(other.omar.id);
		expect((await taskOf(other, other.wei)).reviewerId).toBe(other.lin.id);
	});

	it('is made by the lead for the own duty, by the head for a lead in reach, by nobody else', async () => {
		const day = await aDrawnDay(await testDatabase());
		expect(await hand(day, day.sun, day.omar, day.sun)).toMatchObject({ refusal: 'not-found' });
		expect(await hand(day, day.lin, day.lin, day.wei)).toMatchObject({ refusal: 'not-allowed' });
		expect(await hand(day, day.auditor, day.omar, day.sun)).toMatchObject({
			refusal: 'not-allowed'
		});
		expect(await hand(day, day.ana, day.lin, day.sun)).toMatchObject({ refusal: 'not-found' });
		expect(await hand(day, day.omar, day.omar, { id: 'x' })).toMatchObject({
			refusal: 'no-such-person'
		});
		expect(await hand(day, day.omar, day.omar, day.auditor)).toMatchObject({
			refusal: 'may-not-check'
		});
		expect((await hand(day, day.ana, day.omar, day.sun)).ok).toBe(true);
	});

	it.each([
		['day-over', days(20_261_120, 20_261_122)],
		['days-reversed', days(20_261_123, 20_261_122)],
		['too-long', days(20_261_121, 20_270_221)]
	])('is refused with %s', async (refusal, span) => {
		const day = await aDrawnDay(await testDatabase());
		expect(await hand(day, day.omar, day.omar, day.sun, span)).toMatchObject({ refusal });
		expect((await hand(day, day.omar, day.omar, day.sun, days(20_261_121, 20_270_220))).ok).toBe(
			true
		);
	});

	it('does not overlap, does not lead back, and a deputy away as well passes on', async () => {
		const day = await aDrawnDay(await testDatabase());
		await hand(day, day.omar, day.omar, day.sun);
		expect(
			await hand(day, day.omar, day.omar, day.ana, days(20_261_127, 20_261_129))
		).toMatchObject({ refusal: 'overlaps' });
		expect(await hand(day, day.sun, day.sun, day.omar, days(20_261_127, 20_261_129))).toMatchObject(
			{ refusal: 'comes-back' }
		);
		expect((await hand(day, day.sun, day.sun, day.ana, days(20_261_123, 20_261_129))).ok).toBe(
			true
		);
		// What came to Sun for Monday went on to Ana.
		expect((await taskOf(day, day.lin)).reviewerId).toBe(day.ana.id);
		expect(await deputiesOn(day.db.read, 20_261_123)).toEqual(
			new Map([
				[day.omar.id, day.ana.id],
				[day.sun.id, day.ana.id]
			])
		);
		await disable(day.db, day.ana);
		expect(await deputiesOn(day.db.read, 20_261_123)).toEqual(new Map([[day.omar.id, day.sun.id]]));
	});

	it('falls back to the lead when the deputy is disabled', async () => {
		const day = await aDrawnDay(await testDatabase());
		await hand(day, day.omar, day.omar, day.sun);
		await disable(day.db, day.sun);
		expect(await deputiesOn(day.db.read, 20_261_121)).toEqual(new Map());
	});

	it('ends early by the lead or the head: open tasks go back, with drafts', async () => {
		const day = await aDrawnDay(await testDatabase());
		await hand(day, day.omar, day.omar, day.sun);
		const [row] = await day.db.read.select().from(handOvers);
		const end = (who: Person, id = row!.id) =>
			endHandOver(contextOf(day.db, who, new Date(morning.getTime() + 60_000)), id);
		expect(await end(day.lin)).toMatchObject({ refusal: 'not-allowed' });
		expect(await end(day.sun)).toMatchObject({ refusal: 'not-allowed' });
		expect(await end(day.ana, 'x')).toMatchObject({ refusal: 'not-found' });
		expect(await end(day.ana)).toEqual({ ok: true, value: { returned: 2 } });
		expect((await taskOf(day, day.lin)).reviewerId).toBe(day.omar.id);
		expect(await deputiesOn(day.db.read, 20_261_122)).toEqual(new Map());
		expect(await end(day.omar)).toMatchObject({ refusal: 'already-ended' });
		expect((await hand(day, day.omar, day.omar, day.sun)).ok).toBe(true);
	});

	it('is made once by two at once', async () => {
		const day = await aDrawnDay(await testDatabase());
		const both = await Promise.all([
			hand(day, day.omar, day.omar, day.sun),
			hand(day, day.ana, day.omar, day.ana)
		]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: 'overlaps' });
	});
});

const disable = (db: Db, { id }: Person) =>
	db.tx((tx) =>
		tx.insert(disablements).values({ userId: id, at: drawnAt, by: 'system:set-up', reason: 'left' })
	);
