/** The short form of tests/long/bit-flips.test.ts. */
import { expect, it } from 'vitest';
import { bitFlips } from '../fixtures/bit-flips.ts';

it('40 turned bits in the evidence are all noticed', { timeout: 120_000 }, async () => {
	expect(await bitFlips('evidence', { flips: 40, seed: 12 })).toMatchObject({ found: 40 });
});
