/** A right that goes in the middle of the work ends it at the next request; at more moments in tests/long. */
import { expect, it } from 'vitest';
import { rightsFlips } from '../fixtures/rights-flips.ts';

const [SCHEDULES, SEED] = [50, 27];

it(`rights that go between page, draft and review (${SCHEDULES} schedules, seed ${SEED})`, async () => {
	const seen = await rightsFlips(SCHEDULES, SEED);
	expect(seen.refused).toBeGreaterThan(SCHEDULES);
	expect(seen.done).toBeGreaterThan(SCHEDULES);
});
