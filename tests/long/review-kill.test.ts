/** As tests/contract/review-kill.test.ts, at more statements, and at the system calls of SQLite. */
import { expect, it } from 'vitest';
import { killedReviews } from '../fixtures/killed-reviews.ts';
import { byCalls, bySteps } from '../support/deaths.ts';
import { engine } from '../support/database.ts';
import { straceMisses } from '../support/strace.ts';

/** Where there are fewer points than that, each of them. */
const POINTS = Number(process.env.LISTENBACK_POINTS ?? 200);

it(
	'what was told is there and the review stands once, killed before and after each statement',
	{ timeout: 3_600_000 },
	async () => {
		const seen = await killedReviews(POINTS, bySteps('kill-at-statement.mjs'));
		console.log('review killed at statements', JSON.stringify({ engine, ...seen }));
		expect(seen.killed).toBe(Math.min(POINTS, seen.points));
	}
);

it.skipIf(engine !== 'sqlite' || straceMisses() !== undefined)(
	`what was told is there and the review stands once, killed at ${POINTS} system calls`,
	{ timeout: 3_600_000 },
	async () => {
		const seen = await killedReviews(POINTS, byCalls('pwrite64,fdatasync,fsync,ftruncate'));
		console.log('review killed at calls', JSON.stringify(seen));
		expect(seen.killed).toBeGreaterThanOrEqual(seen.tried * 0.9);
	}
);
