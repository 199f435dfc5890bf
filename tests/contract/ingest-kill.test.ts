/** kill -9 in the middle of an import loses and doubles nothing; at more points in tests/long. */
import { expect, it } from 'vitest';
import { killedImports } from '../fixtures/killed-imports.ts';
import { engine } from '../support/database.ts';

const POINTS = 10;

it.skipIf(engine !== 'sqlite')(
	`an import that is killed loses and doubles nothing at ${POINTS} points`,
	{ timeout: 300_000 },
	async () => {
		// The order of parallel work differs from run to run: the last point may come too late.
		const { killed } = await killedImports(POINTS);
		expect(killed).toBeGreaterThanOrEqual(POINTS - 1);
	}
);
