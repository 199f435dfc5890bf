/** A deletion, killed in the middle: no file goes without its tombstone, none with one name, and it is finished once. */
import { expect, it } from 'vitest';
import { killedDeletions } from '../fixtures/killed-deletions.ts';

it('is done with both names or not at all, and is finished by whoever comes next', async () => {
	const { killed, left } = await killedDeletions(4);
	expect(killed).toBe(4);
	expect(Object.keys(left).some((state) => state.startsWith('purged'))).toBe(true);
	expect(Object.keys(left).length).toBeGreaterThan(1);
}, 120_000);
