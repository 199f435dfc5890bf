/** The short form of tests/long/power-cut.test.ts. */
import { expect, it } from 'vitest';
import { powerCuts } from '../fixtures/power-cuts.ts';
import { straceMisses } from '../support/strace.ts';

it.skipIf(straceMisses())(
	'200 power cuts lose no commit that was told',
	{ timeout: 120_000 },
	async () => {
		const asked = { commits: 40, cuts: 200, seed: 4 };
		expect(await powerCuts('program', asked)).toMatchObject({ cuts: 200, lossy: 0, broken: [] });
		expect((await powerCuts('control', { ...asked, cuts: 40 })).lossy).toBeGreaterThan(10);
	}
);
