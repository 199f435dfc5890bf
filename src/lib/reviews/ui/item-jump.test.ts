import { describe, expect, it } from 'vitest';
import { ItemJump } from './item-jump.ts';

const digit = (digit: number) => ({ does: 'digit', digit }) as const;

describe('ItemJump', () => {
	it('reads as many digits as the highest number has; key 0 is digit 10', () => {
		const jump = new ItemJump(22);
		expect(jump.take({ does: 'item' })).toBeUndefined();
		expect(jump.waits).toBe(true);
		expect(jump.take(digit(10))).toBeUndefined();
		expect(jump.take(digit(7))).toBe(7);
		expect(jump.waits).toBe(false);
	});

	it('reads one digit in a short form', () => {
		const jump = new ItemJump(9);
		jump.take({ does: 'item' });
		expect(jump.take(digit(4))).toBe(4);
	});

	it('leaves digits alone that nobody asked for, and ends with any other key', () => {
		const jump = new ItemJump(22);
		expect(jump.take(digit(1))).toBeUndefined();
		expect(jump.waits).toBe(false);
		jump.take({ does: 'item' });
		jump.take({ does: 'pin' });
		expect(jump.waits).toBe(false);
		expect(jump.take(digit(1))).toBeUndefined();
	});
});
