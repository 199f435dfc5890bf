/** Recorder incidents: who reports and follows them up; what each change leaves behind. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { incidentView } from '#lib/events/server/incident-view.ts';
import { reportFound, reportIncident, takeStep } from '#lib/events/server/incidents.ts';
import { recorderIncidents, recorderIncidentSteps } from '#lib/events/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { incidentCentre, now } from '../fixtures/incidents.ts';

describe('a report', () => {
	it('tells the technicians and the lead of who reports, in one entry of the chain', async () => {
		const { report, lin, tech, omar, recordingId, db, noticesOf, entries } = await incidentCentre();
		const { incidentId, joined } = await report(lin.actor, { words: '  声音\n断断续续\u0000 ' });
		expect(joined).toBe(false);
		expect(await db.read.select().from(recorderIncidents)).toMatchObject([
			{ id: incidentId, recordingId, source: 'test', words: '声音 断断续续', reportedBy: lin.id }
		]);
		const path = `/incidents/${incidentId}`;
		const notice = { kind: 'incident-reported', path };
		const told = await noticesOf();
		expect(told).toHaveLength(2);
		expect(told).toEqual(
			expect.arrayContaining([
				{ userId: tech.id, ...notice },
				{ userId: omar.id, ...notice }
			])
		);
		expect(await entries()).toEqual(['incident.reported']);
	});

	it('of the same fault joins the open one, and begins another once that is closed', async () => {
		const { report, lin, omar, tech, as, db, entries } = await incidentCentre();
		const { incidentId } = await report(lin.actor);
		expect(await report(omar.actor, { words: 'here too' })).toEqual({ incidentId, joined: true });
		expect((await report(omar.actor, { kind: 'bad-sound', words: 'hum' })).joined).toBe(false);
		const close = { incidentId, step: 'closed' as const, words: 'restored from the backup' };
		expect(await takeStep(as(tech.actor), close)).toMatchObject({ ok: true });
		const again = await report(lin.actor);
		expect(again.joined).toBe(false);
		expect(again.incidentId).not.toBe(incidentId);
		expect(await db.read.$count(recorderIncidents)).toBe(3);
		expect(await entries()).toEqual([
			'incident.reported',
			'incident.noted',
			'incident.reported',
			'incident.closed',
			'incident.reported'
		]);
	});

	it('is refused to whom the recording is hidden, who may not report, and without words', async () => {
		const { as, fault, db, sun, hao, tech, auditor, admin, lin, omar, recordingId } =
			await incidentCentre();
		const hidden = { refusal: 'not-found' };
		for (const { actor } of [sun, hao, tech, admin])
			expect(await reportIncident(as(actor), fault())).toMatchObject(hidden);
		for (const id of [newId(), 'no-id', '\u0000', `${recordingId}'`])
			expect(await reportIncident(as(lin.actor), fault({ recordingId: id }))).toMatchObject(hidden);
		const denied = { refusal: 'not-allowed' };
		expect(await reportIncident(as(auditor.actor), fault())).toMatchObject(denied);
		for (const { actor } of [admin, auditor])
			expect(
				await reportIncident(as(actor), fault({ recordingId: null, words: 'no sound' }))
			).toMatchObject(denied);
		for (const more of [{ kind: 'other' }, { kind: 'other', words: ' . ' }, { recordingId: null }])
			expect(await reportIncident(as(omar.actor), fault(more))).toMatchObject({
				refusal: 'words-missing',
				facts: { characters: 2 }
			});
		for (const table of [recorderIncidents, recorderIncidentSteps, auditEntries, notifications])
			expect(await db.read.$count(table)).toBe(0);
	});

	it('of the recorder as a whole stands alone each time, with the source that was named', async () => {
		const { report, tech, omar, noticesOf, list } = await incidentCentre();
		const whole = { recordingId: null, kind: 'source-silent', source: ' pbx-2 ', words: 'silent' };
		await report(tech.actor, whole);
		await report(omar.actor, whole);
		const rows = await list(omar.actor);
		expect(rows.map(({ source, recordingId }) => [source, recordingId])).toEqual([
			['pbx-2', null],
			['pbx-2', null]
		]);
		// Nobody is told of an own report.
		expect((await noticesOf()).map(({ userId }) => userId)).toEqual([tech.id]);
	});

	it('of the program is made once for a recording and kind, closed or not', async () => {
		const { as, report, tech, lin, recordingId, db, noticesOf } = await incidentCentre();
		const program = as(systemActor('scheduler'));
		const found = { recordingId, kind: 'storage-gone' as const };
		const incidentId = (await reportFound(program, found))!;
		expect(await reportFound(program, found)).toBeUndefined();
		expect(await report(lin.actor, { kind: 'storage-gone' })).toEqual({ incidentId, joined: true });
		await takeStep(as(tech.actor), { incidentId, step: 'closed', words: 'put back' });
		expect(await reportFound(program, found)).toBeUndefined();
		expect(await reportFound(program, { ...found, recordingId: newId() })).toBeUndefined();
		expect(await db.read.select().from(recorderIncidents)).toMatchObject([
			{ id: incidentId, reportedBy: null, words: '', source: 'test' }
		]);
		expect((await noticesOf()).map(({ userId }) => userId)).toEqual([tech.id]);
	});
});

describe('following up', () => {
	it('goes from open by acknowledgement and notes to closed, which is the end', async () => {
		const { as, report, lin, tech, entries, db } = await incidentCentre();
		const { incidentId } = await report(lin.actor);
		let minute = 0;
		const step = (kind: 'acknowledged' | 'note' | 'closed', words = '') =>
			takeStep(as(tech.actor, new Date(now.getTime() + 60_000 * ++minute)), {
				incidentId,
				step: kind,
				words
			});
		expect(await step('note')).toMatchObject({ refusal: 'words-missing' });
		expect(await step('acknowledged')).toMatchObject({ ok: true });
		expect(await step('acknowledged')).toMatchObject({ refusal: 'already-acknowledged' });
		expect(await step('note', 'disk is being checked')).toMatchObject({ ok: true });
		expect(await step('closed', '.')).toMatchObject({ refusal: 'words-missing' });
		expect(await step('closed', 'disk changed')).toMatchObject({ ok: true });
		for (const kind of ['acknowledged', 'note', 'closed'] as const)
			expect(await step(kind, 'once more')).toMatchObject({ refusal: 'incident-closed' });
		const view = (await incidentView(as(tech.actor), incidentId))!;
		expect([view.state, view.steps.map((taken) => [taken.step, taken.words])]).toEqual([
			'closed',
			[
				['acknowledged', ''],
				['note', 'disk is being checked'],
				['closed', 'disk changed']
			]
		]);
		expect((await entries()).slice(1)).toEqual([
			'incident.acknowledged',
			'incident.noted',
			'incident.closed'
		]);
		for (const table of [recorderIncidents, recorderIncidentSteps]) {
			const change = db.tx((tx) => tx.delete(table).where(eq(table.id, table.id)));
			await expect(change).rejects.toSatisfy(isAppendOnlyViolation);
		}
	});

	it('is for technicians; who may not see the incident is told nothing', async () => {
		const { as, report, lin, wei, omar, ana, admin, auditor, tech, db } = await incidentCentre();
		const { incidentId } = await report(lin.actor);
		const note = { incidentId, step: 'note' as const, words: 'looks fine to me' };
		for (const { actor } of [lin, omar, ana, admin, auditor])
			expect(await takeStep(as(actor), note)).toMatchObject({ refusal: 'not-allowed' });
		expect(await takeStep(as(wei.actor), note)).toMatchObject({ refusal: 'not-found' });
		for (const id of [newId(), 'x', '\u0000'])
			expect(await takeStep(as(tech.actor), { ...note, incidentId: id })).toMatchObject({
				refusal: 'not-found'
			});
		expect(await db.read.$count(recorderIncidentSteps)).toBe(0);
	});
});
