import { describe, expect, it } from 'vitest';
import { speakerTurns } from './turns.ts';

describe('speakerTurns', () => {
	it('are where the other one begins, not where one goes on', () => {
		const agent: [number, number][] = [
			[0, 900],
			[1500, 2000],
			[6000, 7000]
		];
		const customer: [number, number][] = [
			[3000, 3500],
			[4000, 5000]
		];
		expect(speakerTurns([agent, customer])).toEqual([0, 3000, 6000]);
		expect(speakerTurns([customer, agent])).toEqual([0, 3000, 6000]);
	});

	it('are the starts of speech where nobody can be told apart', () => {
		const mixed: [number, number][] = [
			[100, 900],
			[1500, 2000]
		];
		expect(speakerTurns([mixed])).toEqual([100, 1500]);
		expect(speakerTurns([mixed, []])).toEqual([100, 1500]);
		expect(speakerTurns([])).toEqual([]);
	});
});
