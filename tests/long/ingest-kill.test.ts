/** As tests/contract/ingest-kill.test.ts, at points close together. */
import { expect, it } from 'vitest';
import { killedImports } from '../fixtures/killed-imports.ts';

const POINTS = 64;

it(
	`an import that is killed loses and doubles nothing at ${POINTS} points`,
	{ timeout: 1_800_000 },
	async () => {
		// The order of parallel work differs from run to run: the last points may come too late.
		expect(await killedImports(POINTS)).toBeGreaterThanOrEqual(POINTS - 4);
	}
);
