/** The short form of tests/long/bit-flips.test.ts. */
import { expect, it } from 'vitest';
import { bitFlips } from '../fixtures/bit-flips.ts';

it('40 turned bits in the evidence are all noticed', { timeout: 120_000 }, async () => {
	expect(await bitFlips('evidence', { flips: 40, seed: 12 })).toMatchObject({ found: 40 });
});

it(
	'40 turned bits anywhere are all noticed, and nothing is written then',
	{ timeout: 120_000 },
	async () => {
		const seen = await bitFlips('anywhere', { flips: 40, seed: 12 });
		expect(seen).toMatchObject({ found: 40, bySeal: 40, written: 0 });
	}
);
