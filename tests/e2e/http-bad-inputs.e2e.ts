/** The short form of tests/long/bad-inputs.test.ts. */
import { expect, test } from '@playwright/test';
import { sendBadInputs } from '../fixtures/bad-input-run.ts';
import { httpCentre } from '../fixtures/http-centre.ts';

const SEED = 20;

test(`bad inputs are refused, and change nothing of what is not theirs (seed ${SEED})`, async () => {
	test.setTimeout(240_000);
	const centre = await httpCentre();
	try {
		const seen = await sendBadInputs(centre, { perEndpoint: 5, seed: SEED });
		expect(seen.faults).toEqual([]);
		expect(seen.requests).toBeGreaterThan(750);
	} finally {
		await centre.app.remove();
	}
});
