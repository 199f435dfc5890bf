/** As tests/contract/rights-flips.test.ts, at more moments. */
import { expect, it } from 'vitest';
import { rightsFlips } from '../fixtures/rights-flips.ts';

const SCHEDULES = 500;
const SEED = Number(process.env.LISTENBACK_SEED ?? 27);

it(`rights that go between page, draft and review (${SCHEDULES} schedules)`, async () => {
	const seen = await rightsFlips(SCHEDULES, SEED);
	console.log('rights flips', JSON.stringify({ seed: SEED, ...seen }));
	expect(seen.refused).toBeGreaterThan(SCHEDULES);
}, 900_000);
