/** A customer's name in a file's name stands on no page of custody. */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { custodyReport } from '#lib/custody/server/custody-report.ts';
import { deletionPage, tombstonePage } from '#lib/custody/server/deletion-list.ts';
import { deletionView } from '#lib/custody/server/deletion-page.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { deletionCentre, emptyWav, later } from '../fixtures/deletion.ts';

const name = '王秀兰';

it('a name is masked before the deletion and after it', async () => {
	const centre = await deletionCentre();
	const { db, ana, as, stored, applied, decide, purge } = centre;
	const id = await stored(emptyWav());
	await db.tx(async (tx) => {
		const fileName = `20260301-${name}-3201.wav`;
		const [row] = await tx
			.update(recordings)
			.set({ fileName })
			.where(eq(recordings.id, id))
			.returning();
		await tx.update(calls).set({ customerNumber: name }).where(eq(calls.id, row!.callId));
	});
	const requestId = await applied(id);
	const head = as(ana);
	const list = (group: 'waiting' | 'decided') =>
		deletionPage(head, { filter: { group }, after: undefined });
	const shown = async (page: unknown) => {
		const text = JSON.stringify(await page);
		expect(text).toContain('20260301-王***-3201.wav');
		expect(text).not.toContain(name);
	};
	await shown(list('waiting'));
	await shown(deletionView(head, requestId));
	await shown(custodyReport(head, id));
	expect(await decide(requestId)).toMatchObject({ ok: true });
	await purge(later(8));
	await shown(list('decided'));
	await shown(tombstonePage(head, { search: undefined, after: undefined }));
	await shown(custodyReport(head, id));
});
