import { describe, expect, it } from 'vitest';
import { disputeFigures, figuresBy, type CountedDispute } from './dispute-statistics.ts';

const raisedAt = new Date('2026-03-02T09:00:00Z');
const after = (days: number) => new Date(raisedAt.getTime() + days * 86_400_000);
const one = (over: Partial<CountedDispute>): CountedDispute => ({
	...{ itemKey: 'greeting', reviewerId: 'omar', state: 'open', raisedAt, ruledAt: null },
	...over
});

describe('disputeFigures', () => {
	it('has no days where nothing was ruled on', () => {
		expect(disputeFigures([one({}), one({ state: 'withdrawn' })])).toEqual({
			...{ raised: 2, open: 1, upheld: 0, changed: 0, partly: 0, withdrawn: 1 },
			...{ meanDays: null, medianDays: null }
		});
	});

	it('takes mean and median of the days from raising to ruling', () => {
		const rows = [
			one({ state: 'upheld', ruledAt: after(1) }),
			one({ state: 'changed', ruledAt: after(2) }),
			one({ state: 'partly', ruledAt: after(6) }),
			one({})
		];
		expect(disputeFigures(rows)).toMatchObject({
			...{ raised: 4, open: 1, upheld: 1, changed: 1, partly: 1 },
			...{ meanDays: 3, medianDays: 2 }
		});
	});
});

describe('figuresBy', () => {
	it('groups, the most disputed first', () => {
		const rows = [one({}), one({ itemKey: 'identity' }), one({ itemKey: 'identity' })];
		expect(
			figuresBy(rows, ({ itemKey }) => itemKey).map(({ key, figures }) => [key, figures.raised])
		).toEqual([
			['identity', 2],
			['greeting', 1]
		]);
	});
});
