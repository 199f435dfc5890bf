import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capped, isKnown, rangeApplies, selectBytes } from './byte-range.ts';

const part = (start: number, end: number, openEnded = false) => ({
	kind: 'part',
	start,
	end,
	openEnded
});

describe('selectBytes', () => {
	it.each([
		['bytes=0-0', part(0, 0)],
		['bytes=0-99', part(0, 99)],
		['bytes=0-', part(0, 99, true)],
		['bytes=99-', part(99, 99, true)],
		['bytes=10-1000', part(10, 99)],
		['bytes=10-99999999999999999999', part(10, 99)],
		['BYTES=5-9', part(5, 9)],
		['bytes=-1', part(99, 99)],
		['bytes=-100', part(0, 99)],
		['bytes=-5000', part(0, 99)]
	])('gives the part that %s asks for', (field, expected) => {
		expect(selectBytes(field, 100)).toEqual(expected);
	});

	it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', 'bytes=99999999999999999999-'])(
		'cannot satisfy %s of 100 bytes',
		(field) => {
			expect(selectBytes(field, 100)).toEqual({ kind: 'unsatisfiable' });
		}
	);

	it.each([
		null,
		'',
		'bytes',
		'bytes=',
		'bytes=-',
		'bytes=9-5',
		'bytes=a-b',
		'bytes=1-2x',
		'bytes=1.5-2',
		'bytes=+1-2',
		'bytes=0-1,5-9',
		'items=0-1',
		' bytes 0-1'
	])('ignores %j and gives all', (field) => {
		expect(selectBytes(field, 100)).toEqual({ kind: 'whole' });
	});

	it('has no byte of an empty file to give', () => {
		expect(selectBytes('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' });
		expect(selectBytes('bytes=-5', 0)).toEqual({ kind: 'unsatisfiable' });
		expect(selectBytes(null, 0)).toEqual({ kind: 'whole' });
	});

	it('never leaves the file, whatever is asked', () => {
		const field = fc.oneof(
			fc.string(),
			fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
			fc.nat().map((a) => `bytes=${a}-`),
			fc.nat().map((a) => `bytes=-${a}`)
		);
		fc.assert(
			fc.property(field, fc.nat({ max: 5000 }), (asked, size) => {
				const found = selectBytes(asked, size);
				if (found.kind !== 'part') return;
				expect(found.start).toBeGreaterThanOrEqual(0);
				expect(found.end).toBeGreaterThanOrEqual(found.start);
				expect(found.end).toBeLessThan(size);
			})
		);
		expect(selectBytes('bytes=0-0', 1)).toEqual(part(0, 0));
	});
});

describe('capped', () => {
	it('shortens only what has an open end', () => {
		expect(capped(selectBytes('bytes=10-', 100), 20)).toEqual(part(10, 29, true));
		expect(capped(selectBytes('bytes=90-', 100), 20)).toEqual(part(90, 99, true));
		expect(capped(selectBytes('bytes=0-98', 100), 20)).toEqual(part(0, 98));
		expect(capped(selectBytes(null, 100), 20)).toEqual({ kind: 'whole' });
	});
});

describe('entity tags', () => {
	it.each([
		[null, true],
		['"abc"', true],
		['"other"', false],
		['W/"abc"', false],
		['Sat, 21 Nov 2026 10:00:00 GMT', false]
	])('If-Range %s keeps the range: %s', (ifRange, applies) => {
		expect(rangeApplies(ifRange, '"abc"')).toBe(applies);
	});

	it.each([
		[null, false],
		['"abc"', true],
		['W/"abc"', true],
		['"x", "abc"', true],
		['*', true],
		['abc', false]
	])('If-None-Match %s names it: %s', (field, known) => {
		expect(isKnown(field, '"abc"')).toBe(known);
	});
});
