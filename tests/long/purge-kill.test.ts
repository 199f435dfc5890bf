/** As tests/contract/purge-kill.test.ts, at every step from the end of the purge to before its beginning. */
import { expect, it } from 'vitest';
import { killedPurges } from '../fixtures/killed-purges.ts';

const POINTS = 80;

it(`a purge that is killed is finished by the next run at ${POINTS} points`, async () => {
	const states = await killedPurges(POINTS, 1);
	process.stdout.write(`purge killed at ${POINTS} points: ${states.join(' · ')}\n`);
	expect(states).toEqual(['purged, file gone', 'purged, file there', 'quarantined, file there']);
}, 1_800_000);
