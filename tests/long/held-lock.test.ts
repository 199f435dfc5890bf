/** Another process holds the write lock; the server's thread goes on meanwhile. */
import { expect, it } from 'vitest';
import { writeWhileHeld } from '../fixtures/held-locks.ts';

it('fifty writers wait for a lock that is held for long', { timeout: 120_000 }, async () => {
	for (const holdMs of [100, 1000, 10_000]) {
		const seen = await writeWhileHeld(holdMs);
		console.log('held lock', JSON.stringify(seen));
		expect(seen).toMatchObject({ refused: 0, missing: 0 });
	}
});
