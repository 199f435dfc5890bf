import { expect, it } from 'vitest';
import { leadersOfMonth } from '#lib/assessments/server/leaders.ts';
import { leaderPage } from '#lib/assessments/server/leaders-rows.ts';
import { missedDuties } from '#lib/duty/server/schema.ts';
import { recorderIncidents } from '#lib/events/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { disputeRulings, disputes } from '#lib/reviews/server/dispute-schema.ts';
import { secondReviewRulings } from '#lib/reviews/server/ruling-schema.ts';
import { assignments, overdueTasks } from '#lib/sampling/server/schema.ts';
import { addRecording, type Person } from '../fixtures/example-centre.ts';
import { addTask, callAt, contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { at, failing, flawless, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const month = 202_603;

/** Omar did one task in time and left one; a second review agreed, one of two disputes changed something. */
async function aMonth() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const { omar, ana, lin, north, recordingId, departmentId } = centre;
	const other = await addRecording(db, { agentId: lin.id, place: north, startedAt: callAt });
	const task = { agent: lin, reviewer: omar, place: north };
	const assignmentId = await addTask(db, { ...task, recordingId });
	const undone = await addTask(db, { ...task, recordingId: other });
	const reviewId = await review(db, {
		...{ by: omar, recordingId, assignmentId, content: failing('greeting', 'identity') }
	});
	const second = await review(db, { by: ana, recordingId, content: flawless(), now: at(3) });
	await db.tx(async (tx) => {
		const dueAt = new Date('2026-03-02T10:00:00Z');
		const overdue = { reviewerId: omar.id, at: dueAt, recordedAt: dueAt };
		await tx.insert(overdueTasks).values({ assignmentId: undone, ...overdue });
		const [row] = (await tx.select().from(assignments)).filter(({ id }) => id === undone);
		const missed = { id: newId(), drawId: row!.drawId, tasks: 1, of: 1 };
		await tx.insert(missedDuties).values({ ...missed, ...overdue });
		await tx.insert(secondReviewRulings).values({
			...{ reviewId: second, firstReviewId: reviewId, ruling: 'confirmed', reason: 'same' },
			...{ at: at(4), by: ana.id }
		});
		for (const [itemKey, outcome] of [
			['greeting', 'changed'],
			['identity', 'upheld']
		] as const) {
			const id = newId();
			await tx.insert(disputes).values({
				...{ id, reviewId, itemKey, instance: 1, recordingId, agentId: lin.id, departmentId },
				...{
					businessMonth: month,
					reason: 'heard',
					proposed: 'yes',
					raisedAt: at(5),
					closesAt: at(9)
				}
			});
			await tx.insert(disputeRulings).values({
				...{ disputeId: id, outcome, reason: 'heard', coaching: '', at: at(6), by: ana.id }
			});
		}
		await tx.insert(recorderIncidents).values({
			...{ id: newId(), kind: 'other', words: 'noise', reportedBy: omar.id, at: at(7) }
		});
	});
	const seen = (by: Person) => leadersOfMonth(contextOf(db, by.actor), month);
	return { db, seen, ...centre };
}

it('counts duties, agreement, disputes and incidents of leads and heads, each with its rows', async () => {
	const { db, seen, ana, omar, sun } = await aMonth();
	const leaders = await seen(ana);
	expect(leaders.map(({ personId, role, place }) => [personId, role, place])).toEqual([
		[ana.id, 'department-head', 'Hotline'],
		[omar.id, 'team-lead', 'North'],
		[sun.id, 'team-lead', 'South']
	]);
	expect(leaders[1]).toMatchObject({
		...{ due: 2, doneInTime: 1, doneLate: 0, missed: 1, excused: 0 },
		...{ secondReviews: 1, agreed: 1, disputes: 2, lost: 1, incidents: 1 }
	});
	expect(leaders[2]).toMatchObject({ due: 0, missed: 0, secondReviews: 0, disputes: 0 });
	const page = await leaderPage(contextOf(db, ana.actor), month, omar.id);
	expect(page!.tasks.map(({ doneAt, own }) => [doneAt !== null, own])).toEqual(
		expect.arrayContaining([
			[true, true],
			[false, false]
		])
	);
	expect(page).toMatchObject({
		secondReviews: [{ ruling: 'confirmed' }],
		disputes: [{ outcome: 'changed' }, { outcome: 'upheld' }],
		incidents: [{ kind: 'other' }]
	});
	expect((await leadersOfMonth(contextOf(db, ana.actor), 202_604))[1]).toMatchObject({
		...{ due: 0, missed: 0, secondReviews: 0, disputes: 0, incidents: 0 }
	});
});

it('is for heads of the department and the auditor: nobody else sees a line or its rows', async () => {
	const { db, seen, omar, lin, auditor } = await aMonth();
	expect(await seen(auditor)).toHaveLength(3);
	for (const person of [omar, lin]) {
		expect(await seen(person)).toEqual([]);
		expect(await leaderPage(contextOf(db, person.actor), month, omar.id)).toBeUndefined();
	}
	const elsewhere = { role: 'department-head' as const, teamId: null, departmentId: newId() };
	const stranger = { ...auditor, actor: { ...auditor.actor, grants: [elsewhere] } };
	expect(await seen(stranger)).toEqual([]);
});
