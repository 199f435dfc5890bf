import { describe, expect, it } from 'vitest';
import { driftOf } from './drift.ts';

const score = (reviewer: string, subject: string, value: number) => ({ reviewer, subject, value });

describe('driftOf', () => {
	it('measures each reviewer against the mean of the others, on common calls only', () => {
		const [ana, mei, omar] = driftOf([
			score('mei', 'a', 80),
			score('omar', 'a', 90),
			score('ana', 'a', 100),
			score('mei', 'b', 70),
			score('omar', 'b', 80),
			score('omar', 'alone', 10)
		]);
		expect(mei).toMatchObject({ n: 2, difference: -12.5 });
		expect(omar).toMatchObject({ n: 2, difference: 5 });
		expect(ana).toEqual({ reviewer: 'ana', n: 1, difference: 15, interval: null });
	});

	it('gives the interval of Student: differences 1, 2, 3 are 2 ± 4.3027 / √3', () => {
		const scores = [1, 2, 3].flatMap((value, call) => [
			score('mei', `call-${call}`, value),
			score('omar', `call-${call}`, 0)
		]);
		const [mei] = driftOf(scores);
		expect(mei!.interval![0]).toBeCloseTo(2 - 4.30265 / Math.sqrt(3), 4);
		expect(mei!.interval![1]).toBeCloseTo(2 + 4.30265 / Math.sqrt(3), 4);
	});

	it('says nothing of a reviewer who scored alone', () => {
		expect(driftOf([score('mei', 'a', 80)])).toEqual([
			{ reviewer: 'mei', n: 0, difference: null, interval: null }
		]);
	});
});
