import { describe, expect, it } from 'vitest';
import { writeDat } from './peaks.ts';
import { STILL_COLUMNS, stillPicture, stillScale } from './still.ts';

const form = { samplesPerPixel: 16, sampleRate: 8000, channels: 2 };

/** Loud on the first channel in the first half, silent else. */
function half(): Uint8Array {
	const pairs = Int8Array.from({ length: 1000 * 4 }, (_, at) =>
		at < 2000 && at % 4 < 2 ? (at % 2 === 0 ? -127 : 127) : 0
	);
	return writeDat(form, 8, pairs);
}

describe('the still picture', () => {
	it('has a path of every column for each channel', () => {
		const [first, second, ...rest] = [...stillPicture(half())!.matchAll(/ d="([^"]*)"/g)].map(
			([, d]) => d!.split('z').slice(0, -1)
		);
		expect(rest).toEqual([]);
		expect(first).toHaveLength(STILL_COLUMNS);
		expect(first![10]).toBe('M10 0h1v48h-1');
		expect(first![1000]).toBe('M1000 24h1v1h-1');
		expect(new Set(second!.map((column) => column.replace(/^M\d+/, '')))).toEqual(
			new Set([' 24h1v1h-1'])
		);
	});

	it('is none of bytes that hold no level', () => {
		expect(stillPicture(new Uint8Array(3))).toBeUndefined();
	});

	it('asks for a pair for each column, of the shortest call too', () => {
		expect(stillScale(3_600_000, 8000)).toBe(28_125);
		expect(stillScale(10, 8000)).toBe(1);
		expect(stillScale(0, 8000)).toBe(1);
	});
});
