/** As tests/contract/deletion-kill.test.ts, at every step, and at the system calls that change files. */
import { expect, it } from 'vitest';
import { killedDeletions } from '../fixtures/killed-deletions.ts';
import { byCalls } from '../support/deaths.ts';
import { straceMisses } from '../support/strace.ts';

/** Where there are fewer points than that, each of them. */
const POINTS = Number(process.env.LISTENBACK_POINTS ?? 200);

it(
	'a deletion killed at a step is with both names or not, and is finished once',
	{ timeout: 3_600_000 },
	async () => {
		const seen = await killedDeletions(POINTS);
		console.log('deletion killed at steps', JSON.stringify(seen));
		expect(seen.killed).toBe(seen.tried);
		expect(Object.keys(seen.left).sort()).toEqual([
			...['kept, file there', 'purged, file gone', 'purged, file there'],
			'quarantined, file there'
		]);
	}
);

it.skipIf(straceMisses()).each([
	['the database', 'pwrite64,fdatasync,ftruncate'],
	['folders and files', 'fsync,rename,mkdir,chmod,unlink,rmdir']
])('a deletion killed at a system call likewise: %s', { timeout: 3_600_000 }, async (of, names) => {
	const seen = await killedDeletions(POINTS, byCalls(names));
	console.log('deletion killed at calls', JSON.stringify({ of, ...seen }));
	expect(seen.killed).toBeGreaterThan(seen.tried / 2);
});
