/** Bits of a stopped database turned over. As the short form in tests/contract, more of them. */
import { expect, it } from 'vitest';
import { bitFlips } from '../fixtures/bit-flips.ts';

const seed = Number(process.env.LISTENBACK_SEED ?? 12);

it('400 turned bits in the evidence are all noticed', { timeout: 900_000 }, async () => {
	const evidence = await bitFlips('evidence', { flips: 400, seed });
	const anywhere = await bitFlips('anywhere', { flips: 400, seed });
	console.log('bit flips', JSON.stringify({ seed, evidence, anywhere }));
	expect(evidence.found).toBe(400);
	// SQLite has no checksums of its own pages: what the chain does not cover may go unnoticed.
	expect(anywhere.found).toBeGreaterThan(0);
});
