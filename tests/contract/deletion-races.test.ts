import { expect, it } from 'vitest';
import { raceDeletions } from '../fixtures/deletion-races.ts';

/** As tests/long/deletion-races.test.ts, fewer. */
it('nothing is deleted when something comes up before or with a step', async () => {
	const { purged, quarantined } = await raceDeletions(24, 5);
	expect(purged).toBe(0);
	expect(quarantined).toBeGreaterThanOrEqual(8);
});
