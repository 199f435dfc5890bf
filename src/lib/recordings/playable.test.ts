import { describe, expect, it } from 'vitest';
import {
	isPlayable,
	lanesOf,
	nextStart,
	previousStart,
	skippedMs,
	skipTarget,
	speechStarts,
	stepSpeed,
	talkShares,
	type PlayableRecording
} from './playable.ts';
import type { Range } from './speech.ts';

const claim = (channel: number, side: string) => ({ channel, side, basis: 'preset' });

describe('lanesOf', () => {
	it('puts the agent above, whichever channel that is', () => {
		const channelMap = [claim(0, 'customer'), claim(1, 'agent')];
		expect(lanesOf({ channels: 2, channelMap })).toEqual([
			{ channel: 1, side: 'agent' },
			{ channel: 0, side: 'customer' }
		]);
	});

	it.each([
		[1, [], ['mixed']],
		[1, [claim(0, 'agent')], ['agent']],
		[2, [], ['unknown', 'unknown']],
		[2, [claim(0, 'ivr')], ['unknown', 'unknown']],
		[3, [claim(2, 'customer')], ['customer', 'unknown', 'unknown']]
	])('%i channels with %j', (channels, channelMap, sides) => {
		expect(lanesOf({ channels, channelMap }).map(({ side }) => side)).toEqual(sides);
	});
});

describe('talkShares', () => {
	it('is the share of the whole duration, in the order of the lanes', () => {
		const recording = {
			durationMs: 10_000,
			channels: 2,
			channelMap: [claim(0, 'customer'), claim(1, 'agent')],
			voiced: [
				[[0, 1000]],
				[
					[2000, 4000],
					[3000, 5000]
				]
			]
		} as unknown as PlayableRecording;
		expect(talkShares(recording).map(({ ms, share }) => [ms, share])).toEqual([
			[3000, 0.3],
			[1000, 0.1]
		]);
	});
});

const silences: Range[] = [
	[1000, 3000],
	[5000, 5500]
];

describe('skipTarget', () => {
	it.each([
		[1199, undefined],
		[1200, 2800],
		[2000, 2800],
		[2600, 2800],
		[2601, undefined],
		[2999, undefined],
		[4000, undefined],
		[5300, undefined]
	])('at %i ms goes to %s', (ms, target) => {
		expect(skipTarget(silences, ms)).toBe(target);
	});
});

it('the saving leaves a margin at both ends of each silence', () => {
	expect(skippedMs(silences)).toBe(1700);
	expect(skippedMs([[0, 300]])).toBe(0);
});

describe('stepSpeed', () => {
	it.each([
		[1, 1, 1.25],
		[1, -1, 0.75],
		[3, 1, 3],
		[0.5, -1, 0.5],
		[1.1, 1, 1.25],
		[1.1, -1, 1]
	] as const)('from %d in direction %i to %d', (rate, direction, next) => {
		expect(stepSpeed(rate, direction)).toBe(next);
	});
});

describe('isPlayable', () => {
	it.each([
		['ok', 1000, true],
		['empty', 1000, true],
		['empty', 0, false],
		['unreadable', 1000, false],
		['truncated', 500, true]
	] as const)('%s of %i ms: %s', (verdict, durationMs, playable) => {
		expect(isPlayable({ verdict, durationMs })).toBe(playable);
	});
});

describe('jumps between starts of speech', () => {
	const starts = speechStarts([
		[
			[1000, 3000],
			[8000, 9000]
		],
		[
			[3100, 7000],
			[8200, 8500]
		]
	]);

	it('are the starts of all lanes, those within 250 ms as one', () => {
		expect(starts).toEqual([1000, 3100, 8000]);
		expect(speechStarts([[], []])).toEqual([]);
	});

	it.each([
		[0, 1000],
		[1000, 3100],
		[3100, 8000],
		[9000, undefined]
	])('on from %d to %s', (ms, expected) => {
		expect(nextStart(starts, ms)).toBe(expected);
	});

	it.each([
		[9000, 8000],
		[8500, 3100],
		[8701, 8000],
		[1200, 0]
	])('back from %d to %d, past a start that lies less than 0.7 s behind', (ms, expected) => {
		expect(previousStart(starts, ms)).toBe(expected);
	});
});
