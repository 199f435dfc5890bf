/** As tests/contract/backup.test.ts, with more writing and a hundred damages. */
import { expect, it } from 'vitest';
import { drillBackup } from '#lib/custody/server/drill.ts';
import { backupBench, damageTrials, startWriting } from '../fixtures/backups.ts';

const seed = Number(process.env.LISTENBACK_SEED ?? 14);

it(
	'backups under twenty writes a second restore; a hundred damaged ones are refused',
	{ timeout: 900_000 },
	async () => {
		const bench = await backupBench();
		const writing = await startWriting(bench);
		const drills = [];
		for (let round = 0; round < 5; round++) {
			await bench.backUp();
			const order = { dir: bench.dir, outside: [], keys: undefined };
			const drilled = await drillBackup(bench.context(), order);
			expect(drilled).toMatchObject({ ok: true, value: { lost: 0, lacking: 0 } });
			if (drilled.ok) drills.push([drilled.value.files, drilled.value.tookMs]);
		}
		const stored = await writing.stop();
		const small = await backupBench();
		await (await startWriting(small)).stop();
		await small.backUp();
		const refusals = await damageTrials(small, 100, seed);
		const refused = refusals.filter((one) => !one.startsWith('RESTORED')).length;
		console.log('backup', JSON.stringify({ seed, stored: stored.length, drills, refused }));
		expect(refused).toBe(100);
	}
);
