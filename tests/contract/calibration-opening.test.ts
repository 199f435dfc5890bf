import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { calibrationList, waitingCalibrations } from '#lib/reviews/server/calibration-list.ts';
import { openCalibration, type OpenCalibration } from '#lib/reviews/server/calibrations.ts';
import { calibrations } from '#lib/reviews/server/calibration-schema.ts';
import { calibrationFor } from '#lib/reviews/server/calibration-session.ts';
import { anOpening, calibrationCentre, contextOf, openedBy } from '../fixtures/calibrations.ts';
import { addRecording } from '../fixtures/example-centre.ts';
import { callAt } from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';

it('opens a session: its people hear the calls, are told once, and the chain has one entry', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, lin, recordingId, second } = centre;
	const twice = [omar.id, omar.id, sun.id];
	const id = await openedBy(db, centre, { participantIds: twice, expertId: ana.id });

	const sight = await calibrationFor(db.read, contextOf(db, sun.actor), id);
	expect(sight).toMatchObject({
		phase: 'scoring',
		participates: true,
		opened: false,
		blind: true,
		session: { title: 'Greeting on reports', expertId: ana.id, departmentId: centre.departmentId }
	});
	expect(sight!.session.calls.map((call) => call.recordingId)).toEqual([recordingId, second]);
	expect(sight!.session.participantIds.sort()).toEqual([omar.id, sun.id, ana.id].sort());

	// Sun leads another team: only the session lets her hear these calls, and only for its time.
	const { now } = contextOf(db, sun.actor);
	expect(await isEntrusted(db.read, second, sun.id, now)).toBe(true);
	expect(await isEntrusted(db.read, second, lin.id, now)).toBe(false);
	const later = new Date('2026-04-04T09:00:00Z');
	expect(await isEntrusted(db.read, second, sun.id, later)).toBe(false);

	const told = await db.read.select().from(notifications);
	expect(told.map(({ userId, kind }) => [userId, kind]).sort()).toEqual(
		[omar.id, sun.id].map((userId) => [userId, 'calibration-opened']).sort()
	);
	const [entry, ...rest] = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.subject, `calibration:${id}`));
	expect([entry?.kind, rest]).toEqual(['calibration.opened', []]);
	const change = db.tx((tx) => tx.update(calibrations).set({ title: 'Another' }));
	await expect(change).rejects.toSatisfy(isAppendOnlyViolation);
});

it('refuses what is no session', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, lin, auditor } = centre;
	const place = { place: centre.north, startedAt: callAt };
	const silent = await addRecording(db, { ...place, agentId: lin.id, verdict: 'empty' });
	const nobodys = await addRecording(db, { ...place, agentId: null });
	const omars = await addRecording(db, { ...place, agentId: omar.id });
	const anas = await addRecording(db, { ...place, agentId: ana.id });
	const ask = async (differing: Partial<OpenCalibration>, by = ana) => {
		const request = { ...anOpening(centre), ...differing };
		const outcome = await openCalibration(contextOf(db, by.actor), request);
		return outcome.ok ? 'opened' : outcome.refusal;
	};
	for (const by of [omar, lin, auditor]) expect(await ask({}, by)).toBe('not-allowed');
	const { now } = contextOf(db, ana.actor);
	const year = new Date(now.getTime() + 367 * 86_400_000);
	const cases: [Partial<OpenCalibration>, string][] = [
		[{ title: '  ' }, 'title-missing'],
		[{ title: 'x'.repeat(121) }, 'title-missing'],
		[{ recordingIds: [] }, 'calls-number'],
		[{ recordingIds: ['no-id'] }, 'not-found'],
		[{ rubricVersionId: centre.departmentId }, 'not-found'],
		[{ rubricVersionId: '\u0000' }, 'not-found'],
		[{ participantIds: [omar.id, omar.id] }, 'participants-number'],
		[{ participantIds: [omar.id, lin.id] }, 'not-a-reviewer'],
		[{ participantIds: [omar.id, auditor.id] }, 'not-a-reviewer'],
		[{ participantIds: [omar.id, 'nobody'] }, 'not-a-reviewer'],
		[{ expertId: 'nobody' }, 'not-a-reviewer'],
		[{ recordingIds: [silent] }, 'nothing-to-hear'],
		[{ recordingIds: [nobodys] }, 'no-agent'],
		[{ recordingIds: [omars] }, 'own-call'],
		[{ recordingIds: [anas] }, 'own-call'],
		[{ deadline: now }, 'deadline-past'],
		[{ deadline: year }, 'deadline-far']
	];
	for (const [differing, refusal] of cases)
		expect([differing, await ask(differing)]).toEqual([differing, refusal]);
	// A head of elsewhere sees neither the call nor, later, the session.
	const grants = [{ ...ana.actor.grants[0]!, departmentId: centre.north.teamId }];
	const elsewhere = { ...ana, actor: { ...ana.actor, grants } };
	expect(await ask({}, elsewhere)).toBe('not-found');
	expect(await db.read.$count(calibrations)).toBe(0);
	expect(await ask({ participantIds: [sun.id, ana.id] })).toBe('opened');
});

it('is seen by its people, the head and auditors; by no agent, no other lead, and nobody whose call it is', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, lin, auditor } = centre;
	const id = await openedBy(db, centre, { participantIds: [sun.id, ana.id] });
	const alsoHead = { ...lin.actor, grants: ana.actor.grants };
	const seen = async (actor: typeof lin.actor) => {
		const context = contextOf(db, actor);
		const direct = await calibrationFor(db.read, context, id);
		const { rows } = await calibrationList(context, { filter: {} });
		expect(rows.length > 0).toBe(direct !== undefined);
		return direct !== undefined;
	};
	expect(await seen(sun.actor)).toBe(true);
	expect(await seen(ana.actor)).toBe(true);
	expect(await seen(auditor.actor)).toBe(true);
	expect(await seen(omar.actor)).toBe(false);
	expect(await seen(lin.actor)).toBe(false);
	expect(await seen(alsoHead)).toBe(false);
	expect(await calibrationFor(db.read, contextOf(db, ana.actor), 'x')).toBeUndefined();

	expect(await waitingCalibrations(contextOf(db, sun.actor))).toMatchObject([
		{ id, waiting: 2, calls: 2, participants: 2, finished: 0, phase: 'scoring' }
	]);
	expect(await waitingCalibrations(contextOf(db, auditor.actor))).toEqual([]);
	const context = contextOf(db, ana.actor);
	const listed = async (filter: Parameters<typeof calibrationList>[1]['filter']) =>
		(await calibrationList(context, { filter })).rows.length;
	expect([await listed({ state: 'open' }), await listed({ state: 'closed' })]).toEqual([1, 0]);
	expect([await listed({ mine: true })]).toEqual([1]);
	const first = await calibrationList(context, { filter: {} });
	const after = { at: first.rows[0]!.createdAt, id };
	expect((await calibrationList(context, { filter: {}, after })).rows).toEqual([]);
	expect((await calibrationList(context, { filter: {}, without: [id] })).rows).toEqual([]);
});
