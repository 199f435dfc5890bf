/** The purge, killed in the middle: no file goes without its tombstone, and the next run finishes it. */
import { expect, it } from 'vitest';
import { killedPurges } from '../fixtures/killed-purges.ts';
import { engine } from '../support/database.ts';

it('takes no file without its tombstone, and is finished by the next run', async () => {
	const states = await killedPurges(4, 5);
	// Only on files are the steps of the disk counted.
	expect(states).toContain(engine === 'sqlite' ? 'purged, file gone' : 'purged, file there');
	expect(states.length).toBeGreaterThan(1);
}, 120_000);
