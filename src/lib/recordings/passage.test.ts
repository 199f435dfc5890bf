import { describe, expect, it } from 'vitest';
import { passageIn, passagePath } from './passage.ts';

describe('a passage in an address', () => {
	it.each([
		['from=1000&to=2500', [1000, 2500]],
		['from=0&to=99999', [0, 60_000]],
		['from=2500&to=1000', undefined],
		['from=60000&to=70000', undefined],
		['from=1000', undefined],
		['from=-5&to=10', undefined],
		['from=1e3&to=2e3', undefined],
		['from=99999999999&to=999999999999', undefined],
		['', undefined]
	])('%s', (search, expected) => {
		expect(passageIn(new URLSearchParams(search), 60_000)).toEqual(expected);
	});

	it('is read as it was written', () => {
		const { searchParams } = new URL(passagePath('a', [1000, 2500]), 'http://x');
		expect(passageIn(searchParams, 60_000)).toEqual([1000, 2500]);
	});
});
