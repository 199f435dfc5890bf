/** The disk with the database and the recordings is filled while the server runs, and freed again. */
import { expect, it } from 'vitest';
import { diskFull, mountMisses } from '../fixtures/disk-full.ts';

it.skipIf(mountMisses())(
	'a full disk refuses what is to be kept with a sentence, and nothing else; with room it goes on',
	{ timeout: 600_000 },
	async () => {
		const seen = await diskFull({ refusals: 3 });
		console.log('disk full', JSON.stringify(seen));
		expect(seen.faults).toEqual([]);
	}
);
