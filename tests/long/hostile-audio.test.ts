/** F21: all hostile files by hand, and 5,000 mutations. `HOSTILE_SEED` chooses others. */
import { expect, it } from 'vitest';
import { hostileFiles, mutations } from '../fixtures/hostile-audio.ts';
import { hostileTrial, tollText } from '../fixtures/hostile-trial.ts';
import { wav } from '../fixtures/wav.ts';
import { testAnalyser } from '../support/analyser.ts';

const MUTATIONS = 5000;
const seed = Number(process.env.HOSTILE_SEED ?? 1);
const { analyser, analyse, folder } = testAnalyser();

it.each([
	['by hand', hostileFiles()],
	['mutated', mutations(hostileFiles(), MUTATIONS, seed)]
])(
	'hostile files %s: no crash, five seconds, 256 MiB',
	{ timeout: 3_600_000 },
	async (what, files) => {
		await analyse('good.wav', wav());
		const toll = await hostileTrial(analyser, folder, files);
		process.stdout.write(`F21 ${what}, seed ${seed}: ${tollText(toll)}\n`);
		expect(toll.faults).toEqual([]);
		expect(toll.beforeMb).toBeGreaterThan(0);
		expect(toll.slowestMs).toBeLessThan(5000);
		expect(toll.growthMb).toBeLessThan(256);
	}
);
