/** Bits of a stopped database turned over. As the short form in tests/contract, more of them. */
import { expect, it } from 'vitest';
import { bitFlips } from '../fixtures/bit-flips.ts';

const seed = Number(process.env.LISTENBACK_SEED ?? 12);

it(
	'400 turned bits in the evidence, and 400 anywhere, are all noticed',
	{ timeout: 900_000 },
	async () => {
		const evidence = await bitFlips('evidence', { flips: 400, seed });
		const anywhere = await bitFlips('anywhere', { flips: 400, seed });
		console.log('bit flips', JSON.stringify({ seed, evidence, anywhere }));
		expect(evidence.found).toBe(400);
		expect(anywhere).toMatchObject({ found: 400, bySeal: 400, written: 0 });
	}
);
