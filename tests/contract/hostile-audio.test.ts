/** The hostile files by hand through a real import, and a few mutations; tests/long has thousands. */
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hostileFiles, mutations } from '../fixtures/hostile-audio.ts';
import { hostileTrial, tollText } from '../fixtures/hostile-trial.ts';
import { place, wav } from '../fixtures/wav.ts';
import { testAnalyser } from '../support/analyser.ts';
import { closeAnalyser, importBench } from '../support/imports.ts';

const SEED = 20_261_122;
const onSqlite = process.env.LISTENBACK_TEST_ENGINE === 'sqlite';
const byHand = hostileFiles();

afterAll(closeAnalyser);

/** As a recorder names its files, so that the bytes are looked at. */
const named = (name: string, n: number) => {
	const [hour, minute] = [8 + Math.floor(n / 60), n % 60].map((part) =>
		String(part).padStart(2, '0')
	);
	return `20260303-${hour}${minute}00 ${name}`;
};

it('every hostile file is imported or held with a reason, byte for byte', async () => {
	expect(byHand.length).toBeGreaterThanOrEqual(200);
	const files = onSqlite ? byHand : byHand.filter((_, n) => n % 10 === 0);
	const bench = await importBench();
	const names = files.map(({ name }, n) => named(name, n));
	files.forEach(({ bytes }, n) => place(bench.tree, names[n]!, bytes));
	const { report } = await bench.run();
	expect(report.items.map((item) => path.basename(item.path)).sort()).toEqual(names.toSorted());
	for (const item of report.items)
		if (item.state !== 'new') expect(item.issues.length, item.path).toBeGreaterThan(0);
	const kept = report.items.filter(({ state }) => state === 'new');
	expect(kept.length).toBeGreaterThan(0);
	for (const item of kept) {
		const { bytes } = files[names.indexOf(path.basename(item.path))]!;
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect((await bench.store.digest(sha256)).sha256).toBe(sha256);
	}
}, 120_000);

it('a mutation costs neither five seconds nor 256 MiB, and gets a verdict', async () => {
	const { analyser, analyse, folder } = testAnalyser();
	await analyse('good.wav', wav());
	const toll = await hostileTrial(analyser, folder, mutations(byHand, onSqlite ? 150 : 20, SEED));
	process.stdout.write(`hostile audio, seed ${SEED}: ${tollText(toll)}\n`);
	expect(toll.faults).toEqual([]);
	expect(toll.beforeMb).toBeGreaterThan(0);
	expect(toll.slowestMs).toBeLessThan(5000);
	expect(toll.growthMb).toBeLessThan(256);
}, 120_000);
