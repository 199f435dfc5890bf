/** The short form of tests/long/held-lock.test.ts. */
import { expect, it } from 'vitest';
import { writeWhileHeld } from '../fixtures/held-locks.ts';

it('fifty writers wait for a lock that another process holds', async () => {
	expect(await writeWhileHeld(300)).toMatchObject({ refused: 0, missing: 0 });
});
