/** Who reads recorder incidents, and how the list is narrowed and paged. */
import { describe, expect, it } from 'vitest';
import { incidentView } from '#lib/events/server/incident-view.ts';
import { reportIncident, takeStep } from '#lib/events/server/incidents.ts';
import { INCIDENT_PAGE, incidentPage, incidentSources } from '#lib/events/server/queries.ts';
import { recorderIncidents } from '#lib/events/server/schema.ts';
import type { Actor } from '#lib/people/role.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { entrust } from '#lib/recordings/server/entrustments.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { cursorText, parseCursor } from '#lib/recordings/page-cursor.ts';
import { zone } from '../fixtures/example-centre.ts';
import { incidentCentre, now } from '../fixtures/incidents.ts';

describe('reading', () => {
	it('is for those who look after it, who see the recording, and who reported or added to it', async () => {
		const { as, report, lin, wei, sun, omar, ana, tech, admin, auditor, recordingId } =
			await incidentCentre();
		const { incidentId } = await report(lin.actor);
		for (const { actor } of [tech, admin, auditor, omar, ana, lin])
			expect((await incidentView(as(actor), incidentId))?.id).toBe(incidentId);
		for (const { actor } of [wei, sun])
			expect(await incidentView(as(actor), incidentId)).toBeUndefined();
		expect(await incidentView(as(tech.actor), 'no-id')).toBeUndefined();
		const seenBy = async ({ actor }: { actor: Actor }) =>
			(await incidentView(as(actor), incidentId))!;
		// The technician reads of the file, and is given no way to the call.
		expect((await seenBy(tech)).recording).toMatchObject({ container: 'wav', path: null });
		expect((await seenBy(omar)).recording?.path).toBe(`/recordings/${recordingId}`);
		expect((await seenBy(lin)).recording?.path).toBe(`/recordings/${recordingId}`);
		expect([(await seenBy(tech)).mayHandle, (await seenBy(omar)).mayHandle]).toEqual([true, false]);
	});

	it('is by leads and heads of what they see, of the recorder as a whole, and of what their people reported', async () => {
		const { as, db, report, list, lin, wei, hao, omar, sun, ana, recordingId } =
			await incidentCentre();
		const own = await report(omar.actor);
		const whole = await report(hao.actor, { recordingId: null, kind: 'other', words: 'no light' });
		const seenBy = async ({ actor }: { actor: Actor }) =>
			(await list(actor)).map(({ id }) => id).sort();
		const both = [own.incidentId, whole.incidentId].sort();
		expect(await seenBy(omar)).toEqual(both);
		expect(await seenBy(ana)).toEqual(both);
		expect(await seenBy(sun)).toEqual([whole.incidentId]);
		for (const agent of [lin, wei]) expect(await seenBy(agent)).toEqual([]);
		// A task lets the lead of another team see the recording, for its time.
		const until = new Date(now.getTime() + 60_000);
		const task = { recordingId, now, until };
		await db.tx((tx) => entrust(tx, { ...task, userId: sun.id }));
		expect(await seenBy(sun)).toEqual(both);
		expect(await incidentView(as(sun.actor, until), own.incidentId)).toBeUndefined();
		// Who reported was of the team at that time; the recording is not.
		await db.tx((tx) => entrust(tx, { ...task, userId: hao.id }));
		const humming = await report(hao.actor, { kind: 'bad-sound', words: 'hum' });
		const later = new Date(until.getTime() + 1);
		expect(
			(await incidentView(as(sun.actor, later), humming.incidentId))?.recording?.path
		).toBeNull();
		// Of a restricted recording no lead reads anything more.
		await db.tx((tx) => tx.update(recordings).set({ custody: 'restricted' }));
		expect(await seenBy(ana)).toEqual([whole.incidentId]);
		expect(await seenBy(omar)).toEqual(both);
	});

	it('is narrowed by state, kind, source and days, and what cannot be read narrows nothing', async () => {
		const { as, report, list, lin, wei, omar, tech, db } = await incidentCentre();
		const { incidentId } = await report(lin.actor);
		const hum = await report(omar.actor, { kind: 'bad-sound', words: 'hum' });
		await reportIncident(as(tech.actor, new Date('2026-03-03T16:30:00Z')), {
			recordingId: null,
			kind: 'other',
			source: 'pbx',
			words: 'fan is loud'
		});
		const steps = { incidentId, words: 'seen' };
		await takeStep(as(tech.actor), { ...steps, step: 'acknowledged' });
		await takeStep(as(tech.actor), { incidentId: hum.incidentId, step: 'closed', words: 'done' });
		const kinds = async (search: string) =>
			(await list(tech.actor, search)).map(({ kind }) => kind).sort();
		const cases: [string, string[]][] = [
			['', ['bad-sound', 'checksum-different', 'other']],
			['state=open', ['other']],
			['state=acknowledged', ['checksum-different']],
			['state=closed', ['bad-sound']],
			['kind=bad-sound', ['bad-sound']],
			['source=pbx', ['other']],
			['source=pbx%00', ['other']],
			// Half past midnight in Shanghai is the next day there.
			['from=2026-03-04', ['other']],
			['to=2026-03-03', ['bad-sound', 'checksum-different']],
			['from=2026-03-02&to=2026-03-02&state=closed', ['bad-sound']],
			['state=lost&kind=x&from=soon&to=99999-01-01', ['bad-sound', 'checksum-different', 'other']]
		];
		for (const [search, expected] of cases)
			expect([search, await kinds(search)]).toEqual([search, expected]);
		expect((await list(lin.actor)).map(({ id }) => id)).toEqual([incidentId]);
		expect(await list(wei.actor)).toEqual([]);
		expect(await incidentSources(db.read, as(tech.actor))).toEqual(['pbx', 'test']);
		expect(await incidentSources(db.read, as(wei.actor))).toEqual([]);
	});

	it('goes on where the page before ended, without a gap or a repetition', async () => {
		const { db, tech } = await incidentCentre();
		const rows = Array.from({ length: INCIDENT_PAGE + 3 }, (_, n) => ({
			id: newId(now),
			kind: 'other' as const,
			recordingId: null,
			source: null,
			departmentId: null,
			words: String(n),
			reportedBy: null,
			at: new Date(now.getTime() + Math.floor(n / 4) * 1000)
		}));
		await db.tx((tx) => tx.insert(recorderIncidents).values(rows));
		const page = (after: string | null) =>
			incidentPage(
				db.read,
				{ actor: tech.actor, now, zone },
				{ filter: {}, after: parseCursor(after) }
			);
		const first = await page(null);
		expect(first.rows).toHaveLength(INCIDENT_PAGE);
		const second = await page(cursorText(first.next!));
		expect(second.next).toBeUndefined();
		const seen = [...first.rows, ...second.rows].map(({ id }) => id);
		expect(new Set(seen).size).toBe(rows.length);
		expect(seen).toHaveLength(rows.length);
	});
});
