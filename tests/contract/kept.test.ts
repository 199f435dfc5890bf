/** What is not kept is not played, listed, drawn or judged; what is restricted is not there at all. */
import { isHttpError } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { runDraw } from '#lib/duty/server/draws.ts';
import { verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { replaceAssignment } from '#lib/duty/server/replace.ts';
import { scopeOf } from '#lib/people/permissions.ts';
import { systemActor } from '#lib/people/role.ts';
import { playableRecording, recordingFacts } from '#lib/recordings/server/playable.ts';
import { recordingPage as libraryPage } from '#lib/recordings/server/queries.ts';
import { addRecording as takeIn } from '#lib/recordings/server/recordings.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { mayCalibrate } from '#lib/reviews/server/calibration-choices.ts';
import { checkSubject } from '#lib/reviews/server/check-subject.ts';
import { reviewForReader, reviewPage } from '#lib/reviews/server/queries.ts';
import { recordingPage } from '#lib/reviews/server/recording-page.ts';
import { reviewSubject } from '#lib/reviews/server/subject.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/standard-plans.ts';
import { GET as audio } from '../../src/routes/recordings/[id]/audio/+server.ts';
import { GET as peaks } from '../../src/routes/recordings/[id]/peaks/+server.ts';
import { POST as open } from '../../src/routes/recordings/[id]/plays/+server.ts';
import { GET as sound } from '../../src/routes/recordings/[id]/sound/+server.ts';
import { GET as still } from '../../src/routes/recordings/[id]/still/+server.ts';
import { custodyCentre, givePrivacyDuty } from '../fixtures/custody.ts';
import { morning as now, reviewed, taskIn } from '../fixtures/drawn-centre.ts';
import { addRecording, zone, type Person } from '../fixtures/example-centre.ts';

const gone = ['quarantined', 'purged'] as const;

async function keeping() {
	const centre = await custodyCentre();
	const { db } = centre;
	const restrict = (id: string) =>
		db.tx((tx) =>
			tx.update(recordings).set({ custody: 'restricted' }).where(eq(recordings.id, id))
		);
	/** What the routes of sound answer the person. */
	const statuses = async (person: Person, id: string) => {
		const found = new Set<number>();
		for (const route of [audio, peaks, open, sound, still]) {
			const request = new Request('http://localhost/');
			const locals = { ...centre.as(person), runtime: { db, now: () => now } };
			const event = { locals, params: { id }, request, url: new URL(request.url) };
			try {
				found.add((await route(event as never)).status);
			} catch (error) {
				if (!isHttpError(error)) throw error;
				found.add(error.status);
				if (error.status === 410) expect(error.body.sentence).toBeTruthy();
			}
		}
		return [...found];
	};
	const listed = async (person: Person) => {
		const scope = scopeOf(person.actor, 'recording.list');
		const { rows } = await libraryPage(db.read, { scope, filter: {}, zone });
		return rows.map(({ id }) => id);
	};
	return { ...centre, restrict, statuses, listed };
}

it('sound, lists and judgements of what is quarantined, purged or restricted', async () => {
	const centre = await keeping();
	const { db, omar, ana, ben, lin, auditor, as, restrict, statuses, listed, recordingId } = centre;
	await givePrivacyDuty(db, now, ben, auditor);
	const task = await taskIn(centre, centre.spotDraw, recordingId);
	const reviewId = await reviewed(centre, task);
	const reviewsSeen = async (person: Person) =>
		(await reviewPage(as(person), { filter: {} })).rows.map(({ id }) => id);
	expect(await listed(omar)).toContain(recordingId);
	// Ana may have the call to audit blind.
	expect(await reviewsSeen(centre.cai)).toContain(reviewId);
	expect(await mayCalibrate(as(ana), recordingId)).toBe(true);

	const given = { agentId: lin.id, place: centre.north, startedAt: now };
	for (const custody of gone) {
		const id = await addRecording(db, { ...given, custody });
		// What was reviewed stays reviewed.
		const before = await reviewed(centre, { ...task, recordingId: id, id: null as never });
		for (const person of [omar, ana, lin]) {
			expect(await statuses(person, id)).toEqual([410]);
			expect(await listed(person)).not.toContain(id);
			expect(await reviewsSeen(person)).toContain(before);
		}
		expect(await statuses(auditor, id)).toEqual([403]);
		expect(await statuses(centre.hao, id)).toEqual([404]);
		expect(await playableRecording(db, id)).toBeUndefined();
		expect(await recordingPage(as(omar), id)).toMatchObject({
			...{ facts: { custody }, playable: undefined, mayReview: false, mayCheck: false }
		});
		const about = { recordingId: id, assignmentId: undefined };
		expect(await reviewSubject(db.read, as(ana), about)).toMatchObject({ refusal: 'not-kept' });
		expect(await checkSubject(db.read, as(lin), about)).toMatchObject({ refusal: 'not-kept' });
		expect(await mayCalibrate(as(ana), id)).toBe(false);
	}

	await restrict(recordingId);
	for (const person of [omar, ana, centre.cai, lin, centre.tech, centre.admin]) {
		expect(await statuses(person, recordingId)).toEqual([404]);
		expect(await recordingFacts(as(person), recordingId)).toBeUndefined();
		expect(await reviewForReader(db.read, person.actor, reviewId)).toBeUndefined();
		expect(await reviewsSeen(person)).not.toContain(reviewId);
		expect(await listed(person)).not.toContain(recordingId);
	}
	const about = { recordingId, assignmentId: undefined };
	expect(await reviewSubject(db.read, as(ana), about)).toMatchObject({ refusal: 'not-found' });
	// Who has the duty sees that it is there, and hears nothing either.
	expect(await statuses(ben, recordingId)).toEqual([410]);
	expect(await statuses(auditor, recordingId)).toEqual([403]);
	expect(await recordingFacts(as(ben), recordingId)).toMatchObject({ custody: 'restricted' });
	expect(await recordingPage(as(ben), recordingId)).toMatchObject({
		playable: undefined,
		heard: []
	});
	expect(await listed(ben)).not.toContain(recordingId);
	// The duty goes with the role.
	const demoted = { ...ben, actor: { ...ben.actor, grants: omar.actor.grants } };
	expect(await statuses(demoted, recordingId)).toEqual([404]);

	// Other bytes of it come in restricted.
	const [row] = await db.read.select().from(recordings).where(eq(recordings.id, recordingId));
	const [call] = await db.read.select().from(calls).where(eq(calls.id, row!.callId));
	const writer = { actor: systemActor('importer'), now, zone };
	const revised = await db.tx((tx) =>
		takeIn({ tx, ...writer }, call!, { ...row!, sha256: 'f'.repeat(64) })
	);
	expect(revised).toMatchObject({ added: true, revision: 2 });
	expect(await statuses(omar, revised.id)).toEqual([404]);
});

it('draws, substitutes and replays', async () => {
	const { db, omar, lin, north, restrict, spotDraw, calls: given, as } = await keeping();
	const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 2, minute));
	const ofLin = { agentId: lin.id, place: north };
	const kept = [
		await addRecording(db, { ...ofLin, startedAt: at(0) }),
		await addRecording(db, { ...ofLin, startedAt: at(1) })
	];
	for (const [n, custody] of [...gone, 'restricted' as const].entries())
		await addRecording(db, { ...ofLin, startedAt: at(n + 2), custody });
	const drawn = await runDraw(
		{ db, actor: systemActor('scheduler'), now, zone },
		{ planKey: DAILY_SPOT_CHECK, period: 20_261_121 }
	);
	if (!drawn.ok) throw new Error(drawn.refusal);
	const { drawId } = drawn.value;
	const tasks = await db.read.select().from(assignments).where(eq(assignments.drawId, drawId));
	const taken = tasks.map(({ recordingId }) => recordingId);
	expect(taken).toHaveLength(1);
	expect(kept).toEqual(expect.arrayContaining(taken));

	// The only call that could take its place is restricted by now.
	await restrict(kept.find((id) => id !== taken[0])!);
	const wish = { reason: 'not-playable' as const, words: '' };
	expect(await replaceAssignment(as(omar), { assignmentId: tasks[0]!.id, ...wish })).toEqual({
		...{ ok: true, value: { substituteId: null } }
	});
	// A draw of before is replayed as it was, whatever became of its calls.
	await restrict(given.ofLin);
	expect(await verifyDraw(db.read, spotDraw)).toMatchObject({ match: true });
	expect(await verifyDraw(db.read, drawId)).toMatchObject({ match: true });
});
