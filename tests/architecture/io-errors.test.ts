/** The short form of tests/long/io-errors.test.ts. */
import { expect, it } from 'vitest';
import { ioErrors } from '../fixtures/io-errors.ts';
import { straceMisses } from '../support/strace.ts';

it.skipIf(straceMisses())(
	'after a failed sync nothing is written; a full disk refuses one change',
	{ timeout: 120_000 },
	async () => {
		expect((await ioErrors('fdatasync,fsync', 'EIO', [3])).codes).toEqual({
			SQLITE_IOERR_FSYNC: 1,
			LISTENBACK_READ_ONLY: 1
		});
		expect((await ioErrors('pwrite64', 'ENOSPC', [9])).codes).toEqual({ SQLITE_FULL: 1 });
	}
);
