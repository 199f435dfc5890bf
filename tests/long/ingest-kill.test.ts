/** As tests/contract/ingest-kill.test.ts, at points close together; and at the system calls that change files. */
import { expect, it } from 'vitest';
import { killedImports } from '../fixtures/killed-imports.ts';
import { byCalls } from '../support/deaths.ts';
import { straceMisses } from '../support/strace.ts';

const POINTS = 64;

it(
	`an import that is killed loses and doubles nothing at ${POINTS} points`,
	{ timeout: 1_800_000 },
	async () => {
		// The order of parallel work differs from run to run: the last points may come too late.
		const { killed } = await killedImports(POINTS);
		expect(killed).toBeGreaterThanOrEqual(POINTS - 4);
	}
);

/** Where there are fewer calls than that, each of them. */
const CALLS = Number(process.env.LISTENBACK_POINTS ?? 300);

it.skipIf(straceMisses()).each([
	['the database', 'pwrite64,fdatasync,ftruncate'],
	['folders and files', 'fsync,rename,link,mkdir,chmod,unlink'],
	// Threads wake each other by writes, too: these are moments, rather than places.
	['anything written', 'write']
])(
	`an import that is killed at a system call loses and doubles nothing: %s, at most ${CALLS}`,
	{ timeout: 5_400_000 },
	async (of, names) => {
		const seen = await killedImports(CALLS, byCalls(names));
		console.log('import killed at calls', JSON.stringify({ of, ...seen }));
		// Which thread does what differs from run to run: the last calls may come too late.
		expect(seen.killed).toBeGreaterThan(seen.tried / 2);
	}
);
