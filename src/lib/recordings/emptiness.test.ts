import { describe, expect, it } from 'vitest';
import { judge, type MeasuredSound } from './emptiness.ts';

function aSound(overrides: Partial<MeasuredSound> = {}): MeasuredSound {
	return {
		readable: true,
		frames: 480_000,
		durationMs: 60_000,
		truncated: false,
		peakDbfs: -12,
		speechMs: 30_000,
		...overrides
	};
}

describe('judge', () => {
	it.each<[string, Partial<MeasuredSound>, string, string | null]>([
		['plain speech', {}, 'ok', null],
		['no frame at all', { frames: 0, durationMs: 0 }, 'empty', 'no-frames'],
		['499 ms', { durationMs: 499 }, 'empty', 'too-short'],
		['exactly 500 ms', { durationMs: 500 }, 'ok', null],
		['a peak of exactly -66 dBFS', { peakDbfs: -66 }, 'empty', 'digital-silence'],
		['a peak just above -66 dBFS', { peakDbfs: -65.9 }, 'ok', null],
		['no sound at all', { peakDbfs: -Infinity, speechMs: 0 }, 'empty', 'digital-silence'],
		['249 ms of speech', { speechMs: 249 }, 'no-speech', null],
		['exactly 250 ms of speech', { speechMs: 250 }, 'ok', null],
		['cut off', { truncated: true }, 'truncated', null],
		['unreadable', { readable: false, frames: 0 }, 'unreadable', null]
	])('%s', (_name, overrides, verdict, reason) => {
		expect(judge(aSound(overrides))).toMatchObject({ verdict, reason });
	});

	it('never calls a file cut off empty while it holds any sound', () => {
		const short = { truncated: true, durationMs: 100, peakDbfs: -90, speechMs: 0 };
		expect(judge(aSound(short)).verdict).toBe('truncated');
		expect(judge(aSound({ ...short, frames: 0 }))).toMatchObject({ reason: 'no-frames' });
	});

	it('names shortness before silence', () => {
		expect(judge(aSound({ durationMs: 100, peakDbfs: -90 })).reason).toBe('too-short');
	});

	it.each([
		[249, false],
		[250, true],
		[999, true],
		[1000, false]
	])('%i ms of speech: check by ear %s', (speechMs, checkByEar) => {
		expect(judge(aSound({ speechMs })).checkByEar).toBe(checkByEar);
	});
});
