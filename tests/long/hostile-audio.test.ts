/** All hostile files made by hand, and 5,000 mutations. */
import { expect, it } from 'vitest';
import { hostileFiles, mutations } from '../fixtures/hostile-audio.ts';
import { hostileTrial, tollText } from '../fixtures/hostile-trial.ts';
import { wav } from '../fixtures/wav.ts';
import { testAnalyser } from '../support/analyser.ts';

const MUTATIONS = 5000;
const seed = Number(process.env.LISTENBACK_SEED ?? 1);
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
		process.stdout.write(`hostile files ${what}, seed ${seed}: ${tollText(toll)}\n`);
		expect(toll.faults).toEqual([]);
		expect(toll.beforeMb).toBeGreaterThan(0);
		expect(toll.slowestMs).toBeLessThan(5000);
		expect(toll.growthMb).toBeLessThan(256);
	}
);
