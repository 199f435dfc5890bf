import { describe, expect, it } from 'vitest';
import { noise } from '../../../tests/support/wav-bytes.ts';
import {
	coarser,
	HEADER_BYTES,
	parseLevels,
	pyramidLevels,
	writeDat,
	writePyramid
} from './peaks.ts';

const form = { samplesPerPixel: 256, sampleRate: 8000, channels: 2 };

describe('writeDat', () => {
	it('writes the header of version 2 and truncates toward zero', () => {
		const bytes = writeDat(form, 8, Int16Array.of(-32_768, 32_767, -255, 255, -257, 256, -1, 0));
		const header = new DataView(bytes.buffer);
		expect([0, 4, 8, 12, 16, 20].map((at) => header.getInt32(at, true))).toEqual([
			2, 1, 8000, 256, 2, 2
		]);
		expect([...new Int8Array(bytes.buffer, HEADER_BYTES)]).toEqual([-128, 127, 0, 0, -1, 1, 0, 0]);
	});

	it('keeps 16-bit values as they are', () => {
		const bytes = writeDat({ ...form, channels: 1 }, 16, Int16Array.of(-300, 300));
		expect([...bytes.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
		expect([...new Int16Array(bytes.buffer, HEADER_BYTES)]).toEqual([-300, 300]);
	});
});

describe('a pyramid', () => {
	const pairs = noise(1003 * 4).map((value, i) => (i % 2 ? Math.abs(value) : -Math.abs(value)));
	const blob = writePyramid(8000, 2, pairs);

	it('has all levels, coarsest first, each as long as it must be', () => {
		const levels = parseLevels(blob);
		expect(levels.map((level) => level.samplesPerPixel)).toEqual([...pyramidLevels].reverse());
		expect(levels.map((level) => level.length)).toEqual([4, 16, 63, 251, 1003]);
		expect(levels.every((level) => level.data.length === level.length * 4)).toBe(true);
	});

	it('shows in every level the extremes of the finer one, the odd end too', () => {
		const levels = parseLevels(blob);
		for (let i = 1; i < levels.length; i++) {
			const [coarse, fine] = [levels[i - 1]!, levels[i]!];
			for (let pixel = 0; pixel < coarse.length; pixel++)
				for (let c = 0; c < 2; c++) {
					const under = Array.from({ length: 4 }, (_, k) => pixel * 4 + k).filter(
						(at) => at < fine.length
					);
					const at = (pixel * 2 + c) * 2;
					expect(coarse.data[at]).toBe(Math.min(...under.map((p) => fine.data[(p * 2 + c) * 2]!)));
					expect(coarse.data[at + 1]).toBe(
						Math.max(...under.map((p) => fine.data[(p * 2 + c) * 2 + 1]!))
					);
				}
		}
	});

	it('is read from any place in a larger buffer', () => {
		const shifted = new Uint8Array(blob.length + 3);
		shifted.set(blob, 3);
		expect(parseLevels(shifted.subarray(3))).toEqual(parseLevels(blob));
	});

	it('refuses what is not one', () => {
		expect(() => parseLevels(new Uint8Array(10))).toThrow(RangeError);
		expect(() => parseLevels(blob.subarray(0, blob.length - 1))).toThrow('shorter');
		expect(() => parseLevels(writeDat(form, 16, Int16Array.of(0, 0, 0, 0)))).toThrow('8-bit');
		expect(parseLevels(new Uint8Array(0))).toEqual([]);
	});

	it('joins nothing into nothing', () => {
		expect(coarser(new Int8Array(0), 2, 4)).toHaveLength(0);
	});
});
