import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	dbfs,
	heardSpeechMs,
	lengthOf,
	silencesOf,
	speechFrames,
	together,
	voicedRanges,
	type Range
} from './speech.ts';

const frames = (probability: number[], level: number[]) => ({
	probability: Float32Array.from(probability),
	level: Float32Array.from(level)
});
const bits = (text: string) => Uint8Array.from(text, Number);

describe('speechFrames', () => {
	it('takes exactly one half as speech', () => {
		expect([...speechFrames([frames([0.49, 0.5, 0.51], [-20, -20, -20])])[0]!]).toEqual([0, 1, 1]);
	});

	it.each([
		[-31.9, [1, 1, 1]],
		[-32, [0, 0, 0]]
	])('drops a side that is 12 dB or more below another, which is its echo: %d', (level, kept) => {
		const loud = frames([0.9, 0.9, 0.9], [-20, -20, -20]);
		const quiet = frames([0.9, 0.9, 0.9], [level, level, level]);
		expect([...speechFrames([loud, quiet])[1]!]).toEqual(kept);
		expect([...speechFrames([loud, quiet])[0]!]).toEqual([1, 1, 1]);
	});

	it('compares what is loudest within three frames, not single quiet ones', () => {
		const speaker = frames(
			Array(9).fill(0.9) as number[],
			[-20, -50, -50, -50, -50, -50, -50, -50, -50]
		);
		const echo = frames(Array(9).fill(0.9) as number[], Array(9).fill(-50) as number[]);
		expect([...speechFrames([speaker, echo])[1]!]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1]);
	});
});

describe('voicedRanges', () => {
	it('closes gaps below 300 ms and leaves longer ones', () => {
		expect(voicedRanges(bits('10000000001'), 10_000)).toEqual([[0, 352]]);
		expect(voicedRanges(bits('100000000001'), 10_000)).toEqual([
			[0, 32],
			[352, 384]
		]);
	});

	it('ends with the file', () => {
		expect(voicedRanges(bits('111'), 70)).toEqual([[0, 70]]);
		expect(voicedRanges(bits('00011'), 90)).toEqual([]);
		expect(voicedRanges(bits(''), 0)).toEqual([]);
	});
});

describe('together, silencesOf', () => {
	const agent: Range[] = [
		[0, 1000],
		[3000, 5000]
	];
	const customer: Range[] = [
		[900, 2000],
		[5000, 6000]
	];

	it('finds where both speak; touching is not overlapping', () => {
		expect(together([agent, customer], 2)).toEqual([[900, 1000]]);
	});

	it('finds where nobody speaks for a second or more', () => {
		expect(silencesOf([agent, customer], 8000)).toEqual([
			[2000, 3000],
			[6000, 8000]
		]);
		expect(silencesOf([agent, customer], 6999)).toEqual([[2000, 3000]]);
		expect(silencesOf([[]], 1000)).toEqual([[0, 1000]]);
		expect(silencesOf([], 999)).toEqual([]);
	});

	it('agrees with a count of every millisecond', () => {
		const ranges = fc
			.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 60 })), { maxLength: 6 })
			.map((pairs) => {
				const out: Range[] = [];
				let at = 0;
				for (const [gap, length] of pairs) {
					out.push([at + gap + 1, at + gap + 1 + length]);
					at += gap + 1 + length;
				}
				return out;
			});
		fc.assert(
			fc.property(
				fc.array(ranges, { minLength: 1, maxLength: 3 }),
				fc.constantFrom(1, 2),
				(all, n) => {
					let counted = 0;
					for (let ms = 0; ms < 2000; ms++)
						if (all.filter((one) => one.some(([from, to]) => from <= ms && ms < to)).length >= n)
							counted++;
					expect(lengthOf(together(all, n))).toBe(counted);
				}
			)
		);
	});
});

describe('levels and sums', () => {
	it('counts a frame once however many channels speak in it', () => {
		expect(heardSpeechMs([bits('0110'), bits('0011')])).toBe(96);
		expect(heardSpeechMs([])).toBe(0);
	});

	it('gives dBFS to a tenth and null for nothing', () => {
		expect([dbfs(32_768), dbfs(16_384), dbfs(1), dbfs(0)]).toEqual([0, -6, -90.3, null]);
	});
});
