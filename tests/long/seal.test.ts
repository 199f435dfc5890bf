/** No kill and no other process makes a seal that tells wrongly. As the short form in tests/architecture, more of it. */
import { expect, it } from 'vitest';
import { killedWhileSealing, openedAtOnce } from '../fixtures/seals.ts';
import { byCalls, bySteps } from '../support/deaths.ts';
import { straceMisses } from '../support/strace.ts';

const seed = Number(process.env.LISTENBACK_SEED ?? 7);

it('killed at every step of disk and database', { timeout: 900_000 }, async () => {
	const seen = await killedWhileSealing(bySteps('kill-at.mjs'), Infinity);
	console.log('seal, steps', JSON.stringify(seen));
	expect(seen.wrong).toEqual([]);
});

it.skipIf(straceMisses())(
	'killed at system calls that change files',
	{ timeout: 1_800_000 },
	async () => {
		const calls = 'pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,openat';
		const seen = await killedWhileSealing(byCalls(calls), 150);
		console.log('seal, system calls', JSON.stringify(seen));
		expect(seen.wrong).toEqual([]);
	}
);

it('three processes and one that is killed, on one database', { timeout: 900_000 }, async () => {
	const seen = await openedAtOnce({ rounds: 60, seed });
	console.log('seal, at once', JSON.stringify({ seed, ...seen }));
	expect(seen).toMatchObject({ lost: 0, refused: 0 });
	expect(seen.state).not.toBe('changed');
});
