/** The custody report of a purged recording: no later pass speaks for files that are gone, and the tombstone's bytes are looked at. */
import { brotliCompressSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { reportFacts } from '#lib/custody/ui/report-text.ts';
import { custodyReport } from '#lib/custody/server/custody-report.ts';
import { scrub } from '#lib/custody/server/scrub.ts';
import { scrubs } from '#lib/custody/server/evidence-schema.ts';
import { tombstones } from '#lib/custody/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import { deletionCentre, emptyWav, later } from '../fixtures/deletion.ts';
import { zone } from '../fixtures/example-centre.ts';
import { disarm } from '../support/audit-trials.ts';

/** A recording purged on the seventh day, with a pass over the files on each of these days before and on the eighth. */
async function purgedWithPasses(days: number[]) {
	const centre = await deletionCentre();
	const { db, as, ana, stored, applied, decide, purge } = centre;
	const recordingId = await stored(emptyWav());
	const passOn = async (day: number) => {
		const context = { ...as(ana, later(day)), actor: systemActor('scheduler') };
		const { scrub: pass } = await scrub(context, { share: 1000, settleMs: 0 });
		await db.tx((tx) =>
			tx
				.update(scrubs)
				.set({ finishedAt: later(day, 1) })
				.where(eq(scrubs.id, pass.id))
		);
		return pass.id;
	};
	const passes: string[] = [];
	for (const day of days) passes.push(await passOn(day));
	expect(await decide(await applied(recordingId))).toMatchObject({ ok: true });
	await purge(later(7));
	await passOn(8);
	const report = () => custodyReport(as(ana, later(9)), recordingId);
	return { db, report, passes };
}

const factsOf = (report: Parameters<typeof reportFacts>[0]) =>
	Object.fromEntries(reportFacts(report, zone));

it('tells of the last pass that read the files, and that the tombstone has the bytes', async () => {
	const { report: make, passes } = await purgedWithPasses([0, 2]);
	const report = await make();
	expect(report).toMatchObject({ storedFault: null, recording: { custody: 'purged' } });
	expect(report.lastLook).toEqual({ at: later(2, 1), scrub: passes[1], found: 'whole' });
	expect(factsOf(report)['Stored bytes now']).toMatch(/tombstone, as they were taken in$/);
});

it('tells that no pass had read them, and that the tombstone holds other bytes', async () => {
	const { db, report } = await purgedWithPasses([]);
	const whole = await report();
	expect(whole.lastLook).toBeNull();
	expect(factsOf(whole)['Last look at the files']).toBe('none before the purge');
	await disarm(db, ['tombstones']);
	for (const [bytes, fault] of [
		[brotliCompressSync('other bytes'), 'different'],
		[Buffer.from('no pack'), 'unreadable']
	] as const) {
		await db.tx((tx) => tx.update(tombstones).set({ content: bytes }));
		const damaged = await report();
		expect(damaged.storedFault).toBe(fault);
		expect(factsOf(damaged)['Stored bytes now']).toContain('NOT');
	}
});
