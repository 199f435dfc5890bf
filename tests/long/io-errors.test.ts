/** The disk refuses the Nth write, sync or cut of a file, for N = 1, 2, 3 … */
import { expect, it } from 'vitest';
import { ioErrors } from '../fixtures/io-errors.ts';
import { straceMisses } from '../support/strace.ts';

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

it.skipIf(straceMisses())(
	'what was told is there, nothing is there by half, and after damage nothing is written',
	{ timeout: 1_800_000 },
	async () => {
		const seen = {
			fullWrite: await ioErrors('pwrite64', 'ENOSPC', upTo(60)),
			badWrite: await ioErrors('pwrite64', 'EIO', upTo(60)),
			badSync: await ioErrors('fdatasync,fsync', 'EIO', upTo(15))
		};
		console.log('i/o errors', JSON.stringify(seen));
		for (const { runs, refused } of Object.values(seen)) expect(refused).toBeGreaterThan(runs / 2);
		expect(seen.badSync.codes).toHaveProperty('LISTENBACK_READ_ONLY');
		expect(seen.fullWrite.codes).toHaveProperty('SQLITE_FULL');
	}
);
