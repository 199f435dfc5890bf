import { describe, expect, it } from 'vitest';
import { parseFilter } from './filter.ts';

const parse = (query: string) => parseFilter(new URLSearchParams(query), ['north']);

describe('parseFilter', () => {
	it('reads every field', () => {
		const query =
			'from=2026-03-01&to=2026-03-01&agent=8001&team=north&direction=inbound&kind=call-back' +
			'&min=30&max=1:02:03&queue=Heating&number=0012&verdict=no-speech&state=reviewed&q=%E6%9D%8E';
		expect(parse(query)).toEqual({
			filter: {
				from: 20260301,
				to: 20260301,
				agent: '8001',
				teamId: 'north',
				direction: 'inbound',
				kind: 'call-back',
				minMs: 30_000,
				maxMs: 3_723_000,
				queue: 'Heating',
				numberEnd: '0012',
				verdict: 'no-speech',
				state: 'reviewed',
				q: '李'
			},
			typed: expect.objectContaining({ max: '1:02:03', q: '李' }),
			faults: {}
		});
	});

	it('takes an empty field, and an unknown name, for no filter', () => {
		expect(parse('from=&q=+&page=7')).toEqual({ filter: {}, typed: {}, faults: {} });
	});

	it.each([
		['from', '2026-02-30', 'not-a-day'],
		['to', 'yesterday', 'not-a-day'],
		['team', 'south', 'unknown-choice'],
		['direction', 'sideways', 'unknown-choice'],
		['min', '1:75', 'not-a-duration'],
		['max', '-5', 'not-a-duration'],
		['max', '25:00:00', 'not-a-duration'],
		['number', '1', 'not-digits'],
		['number', '13800', 'not-digits'],
		['number', '%%', 'not-digits'],
		['verdict', 'OK', 'unknown-choice'],
		['q', 'a\u0000b', 'unreadable'],
		['queue', 'x'.repeat(61), 'unreadable']
	])('names what it cannot read in %s=%s and keeps it', (field, text, fault) => {
		const { filter, typed, faults } = parse(new URLSearchParams({ [field]: text }).toString());
		expect(filter).toEqual({});
		expect(typed).toEqual({ [field]: text });
		expect(faults).toEqual({ [field]: fault });
	});

	it('drops the later end of a reversed pair', () => {
		const { filter, faults } = parse('from=2026-03-02&to=2026-03-01&min=2:00&max=1:59');
		expect(filter).toEqual({ from: 20260302, minMs: 120_000 });
		expect(faults).toEqual({ to: 'reversed', max: 'reversed' });
	});
});
