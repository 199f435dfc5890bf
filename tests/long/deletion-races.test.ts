import { expect, it } from 'vitest';
import { raceDeletions } from '../fixtures/deletion-races.ts';

const SCHEDULES = 200;
const seed = Number(process.env.LISTENBACK_SEED ?? 1);

it(
	`of ${SCHEDULES} recordings with something in the way none is deleted`,
	{ timeout: 600_000 },
	async () => {
		const { purged, quarantined } = await raceDeletions(SCHEDULES, seed);
		process.stdout.write(`${SCHEDULES} schedules, ${quarantined} approved, ${purged} deleted\n`);
		expect(purged).toBe(0);
		expect(quarantined).toBeGreaterThanOrEqual(SCHEDULES / 3 - 2);
	}
);
