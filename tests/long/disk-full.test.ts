/** The disk with the database and the recordings is filled while the server runs, and freed again. */
import { expect, it } from 'vitest';
import { mountMisses, onSmallDisk, tryAll, type Tried } from '../fixtures/disk-full.ts';

const statuses = ({ signIn, reads, writes }: Tried) =>
	[signIn, ...reads, ...writes].map(({ status }) => status);
const whole = [303, 200, 200, 200, 303, 200];

it.skipIf(mountMisses())(
	'a full disk refuses what is to be kept with a sentence, and nothing else; with room it goes on',
	{ timeout: 600_000 },
	async () => {
		await onSmallDisk(96, async (centre, disk) => {
			expect(statuses(await tryAll(centre, 0))).toEqual(whole);
			disk.fill();
			// What is kept aside takes a while of ordinary work.
			const first = await tryAll(centre, 1);
			console.log('disk full', JSON.stringify(statuses(first)));
			expect(statuses(first)).toEqual(whole);
			disk.fill();
			const refused: Tried[] = [];
			for (let n = 2; n < 40; n++) {
				const tried = await tryAll(centre, n);
				if (tried.writes.some(({ status }) => status === 507)) refused.push(tried);
				if (refused.length > 2) break;
			}
			console.log('nothing left', JSON.stringify(refused.map(statuses)));
			expect(refused.length).toBeGreaterThan(2);
			for (const { signIn, reads, writes } of refused) {
				// An export is an entry of the chain: without room for that it does not leave.
				const [sound, page, custody] = reads.map(({ status }) => status);
				expect([sound, page]).toEqual([200, 200]);
				expect([200, 507]).toContain(custody);
				expect([303, 507]).toContain(signIn.status);
				for (const { status, body } of writes)
					if (status === 507) expect(body).toContain('full or failing');
			}
			disk.free();
			const last = await tryAll(centre, 40);
			expect(statuses(last).slice(0, 5)).toEqual(whole.slice(0, 5));
			expect([200, 409]).toContain(last.writes[1]!.status);
			expect(centre.app.output()).not.toContain('process.failed');
		});
	}
);
