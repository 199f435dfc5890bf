/** The list of whole numbers that were read: for heads of the department and auditors. */
import { isHttpError } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Actor } from '#lib/people/role.ts';
import { departments } from '#lib/people/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { unmaskings } from '#lib/recordings/server/unmasking-schema.ts';
import { load } from '../../src/routes/custody/unmaskings/+page.server.ts';
import { addPerson, addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-03-02T09:00:00Z');
const reason = '核对客户回拨要求的电话号码';

interface Listed {
	rows: { staffNo: string; recordingId: string; reason: string; masked: string | null }[];
	next: string | null;
	typed: Record<string, string>;
}

async function centreWithReadings() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const { lin, omar, ana, north } = centre;
	const recordingId = await addRecording(db, {
		...{ agentId: lin.id, place: north, startedAt: new Date('2026-03-01T02:00:00Z') }
	});
	const read = (userId: string, at: Date, count = 1) =>
		db.tx((tx) =>
			tx
				.insert(unmaskings)
				.values(
					Array.from({ length: count }, () => ({ id: newId(at), recordingId, userId, reason, at }))
				)
		);
	const list = async (actor: Actor, search = '') => {
		const url = new URL(`http://x/custody/unmaskings${search}`);
		try {
			return (await load({ locals: { db, actor, now, zone }, url } as never)) as Listed;
		} catch (error) {
			if (!isHttpError(error)) throw error;
			return error.status;
		}
	};
	return { db, ...centre, omar, ana, recordingId, read, list };
}

it('is there for heads of the department and auditors alone, without the number', async () => {
	const { db, lin, omar, ana, auditor, sun, recordingId, read, list } = await centreWithReadings();
	const others = [
		await addPerson(db, { staffNo: 'T1', role: 'technician' }),
		await addPerson(db, { staffNo: 'S1', role: 'administrator' })
	];
	await read(omar.id, now);
	for (const { actor } of [lin, omar, sun, ...others]) expect(await list(actor)).toBe(404);
	const place = { teamId: newId(), departmentId: newId() };
	await db.tx((tx) =>
		tx.insert(departments).values({ id: place.departmentId, name: 'Other', createdAt: now })
	);
	const elsewhere = await addPerson(db, { staffNo: 'H9', role: 'department-head', place });
	expect(await list(elsewhere.actor)).toMatchObject({ rows: [] });
	for (const { actor } of [ana, auditor]) {
		const found = await list(actor);
		expect(found).toMatchObject({ rows: [{ recordingId, reason }] });
		expect(JSON.stringify(found)).not.toMatch(/\b\d{11}\b/);
	}
	await db.tx((tx) =>
		tx.update(recordings).set({ custody: 'restricted' }).where(eq(recordings.id, recordingId))
	);
	expect(await list(ana.actor)).toMatchObject({ rows: [] });
});

it('is narrowed by person and day, and paged by key', async () => {
	const { omar, ana, auditor, read, list } = await centreWithReadings();
	// Four in the afternoon in UTC is the next day in the centre.
	await read(omar.id, new Date('2026-03-01T16:00:00Z'));
	await read(ana.id, new Date('2026-03-01T15:59:00Z'), 60);
	const days = (from: string, to: string) => list(auditor.actor, `?from=${from}&to=${to}`);
	expect(((await days('2026-03-02', '2026-03-02')) as Listed).rows).toHaveLength(1);
	const page = (await days('2026-03-01', '2026-03-01')) as Listed;
	expect(page.rows).toHaveLength(50);
	const rest = (await list(auditor.actor, new URL(page.next!, 'http://x').search)) as Listed;
	expect(rest.rows).toHaveLength(10);
	expect(rest).toMatchObject({ typed: { from: '2026-03-01', to: '2026-03-01' }, next: null });
	const { staffNo } = ((await list(auditor.actor)) as Listed).rows[0]!;
	const own = (await list(ana.actor, `?who=${staffNo}`)) as Listed;
	expect(own.rows.map((row) => row.staffNo)).toEqual([staffNo]);
	expect(await list(auditor.actor, '?who=nobody&from=soon&before=x')).toMatchObject({ rows: [] });
});
