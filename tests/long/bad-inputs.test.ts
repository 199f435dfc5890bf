/** Three hundred bad inputs for each handler of the built server; short form in tests/e2e/http-bad-inputs.e2e.ts. */
import { expect, it } from 'vitest';
import { sendBadInputs } from '../fixtures/bad-input-run.ts';
import { httpCentre } from '../fixtures/http-centre.ts';

const SEED = Number(process.env.LISTENBACK_SEED ?? 20);
const PER_ENDPOINT = Number(process.env.LISTENBACK_INPUTS ?? 300);

it(`${PER_ENDPOINT} bad inputs for each address are refused (seed ${SEED})`, async () => {
	const centre = await httpCentre();
	try {
		const seen = await sendBadInputs(centre, { perEndpoint: PER_ENDPOINT, seed: SEED });
		console.log('bad inputs', JSON.stringify({ seed: SEED, ...seen }));
		expect(seen.faults).toEqual([]);
	} finally {
		await centre.app.remove();
	}
}, 3_600_000);
