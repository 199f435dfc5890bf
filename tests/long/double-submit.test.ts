/** The same review posted twice at once, as a double click does. Its short form is in tests/contract/reviews-races.test.ts. */
import { expect, it } from 'vitest';
import { reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { addRecording } from '../fixtures/example-centre.ts';
import { aReviewContent, callAt, contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';

const PAIRS = 1000;

it(`${PAIRS} pairs of the same review make one each`, { timeout: 900_000 }, async () => {
	const db = await testDatabase();
	const { omar, lin, north } = await reviewCentre(db);
	let same = 0;
	for (let pair = 0; pair < PAIRS; pair++) {
		const place = { agentId: lin.id, place: north, startedAt: callAt };
		const recordingId = await addRecording(db, place);
		const post = () =>
			submitReview(contextOf(db, omar.actor), { recordingId, content: aReviewContent() });
		const [first, second] = await Promise.all([post(), post()]);
		expect(first.ok).toBe(true);
		expect(second).toEqual(first);
		same += 1;
	}
	console.log('double submit', JSON.stringify({ pairs: PAIRS, same }));
	expect(await db.read.$count(reviews)).toBe(PAIRS);
});
