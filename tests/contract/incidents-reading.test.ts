/** Who reads recorder incidents, and how the list is narrowed and paged. */
import { describe, expect, it } from 'vitest';
import { incidentView } from '#lib/events/server/incident-view.ts';
import { reportIncident, takeStep } from '#lib/events/server/incidents.ts';
import { INCIDENT_PAGE, incidentPage, incidentSources } from '#lib/events/server/queries.ts';
import { recorderIncidents } from '#lib/events/server/schema.ts';
import type { Actor } from '#lib/people/role.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { cursorText, parseCursor } from '#lib/recordings/page-cursor.ts';
import { zone } from '../fixtures/example-centre.ts';
import { incidentCentre, now } from '../fixtures/incidents.ts';

describe('reading', () => {
	it('is for those who look after it, and for who reported or added to it', async () => {
		const { as, report, lin, wei, sun, omar, tech, admin, auditor, recordingId } =
			await incidentCentre();
		const { incidentId } = await report(lin.actor);
		for (const { actor } of [tech, admin, auditor, omar, sun, lin])
			expect((await incidentView(as(actor), incidentId))?.id).toBe(incidentId);
		expect(await incidentView(as(wei.actor), incidentId)).toBeUndefined();
		expect(await incidentView(as(tech.actor), 'no-id')).toBeUndefined();
		const seenBy = async ({ actor }: { actor: Actor }) =>
			(await incidentView(as(actor), incidentId))!;
		// The technician reads of the file, and is given no way to the call.
		expect((await seenBy(tech)).recording).toMatchObject({ container: 'wav', path: null });
		expect((await seenBy(sun)).recording?.path).toBeNull();
		expect((await seenBy(lin)).recording?.path).toBe(`/recordings/${recordingId}`);
		expect([(await seenBy(tech)).mayHandle, (await seenBy(omar)).mayHandle]).toEqual([true, false]);
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
		expect(await incidentSources(db.read, tech.actor)).toEqual(['pbx', 'test']);
		expect(await incidentSources(db.read, wei.actor)).toEqual([]);
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
			incidentPage(db.read, { actor: tech.actor, zone }, { filter: {}, after: parseCursor(after) });
		const first = await page(null);
		expect(first.rows).toHaveLength(INCIDENT_PAGE);
		const second = await page(cursorText(first.next!));
		expect(second.next).toBeUndefined();
		const seen = [...first.rows, ...second.rows].map(({ id }) => id);
		expect(new Set(seen).size).toBe(rows.length);
		expect(seen).toHaveLength(rows.length);
	});
});
