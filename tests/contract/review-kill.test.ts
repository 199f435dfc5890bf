/** kill -9 while a review is saved and submitted; at each point, and on PostgreSQL, in tests/long. */
import { expect, it } from 'vitest';
import { killedReviews } from '../fixtures/killed-reviews.ts';
import { engine } from '../support/database.ts';
import { bySteps } from '../support/deaths.ts';

const POINTS = 4;

it.skipIf(engine !== 'sqlite')(
	`what was told is there and the review stands once, killed at ${POINTS} points`,
	{ timeout: 240_000 },
	async () => {
		const seen = await killedReviews(POINTS, bySteps('kill-at-statement.mjs'));
		expect(seen.killed).toBe(POINTS);
	}
);
