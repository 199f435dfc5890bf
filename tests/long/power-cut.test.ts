/** The power fails at any moment while SQLite commits. As the short form in tests/contract, at more moments. */
import { expect, it } from 'vitest';
import { powerCuts } from '../fixtures/power-cuts.ts';
import { straceMisses } from '../support/strace.ts';

const seed = Number(process.env.LISTENBACK_SEED ?? 4);
const CUTS = 2000;

it.skipIf(straceMisses())(
	`${CUTS} power cuts lose nothing that was told, break nothing; without synchronous=FULL they do`,
	{ timeout: 900_000 },
	async () => {
		const asked = { commits: 300, cuts: CUTS, seed };
		const program = await powerCuts('program', asked);
		const control = await powerCuts('control', asked);
		console.log('power cut', JSON.stringify({ seed, program, control }));
		expect(program).toEqual({ cuts: CUTS, lossy: 0, mostLost: 0, broken: [] });
		expect(control.lossy).toBeGreaterThan(CUTS / 2);
	}
);
