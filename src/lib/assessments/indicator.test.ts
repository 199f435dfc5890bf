import { describe, expect, it } from 'vitest';
import { achieved, isReached, permilleOf, valueFor } from './indicator.ts';
import { readValueRow } from './indicator-row.ts';

const measured = (numerator: number, aim: 'at-least' | 'at-most' = 'at-least', target = 850) => ({
	...{ key: 'k', numerator, denominator: 1000, aim, target }
});

describe('an indicator against its target', () => {
	it.each([
		[850, 'at-least', 850, true],
		[849, 'at-least', 850, false],
		[10, 'at-most', 10, true],
		[11, 'at-most', 10, false],
		[0, 'at-most', 0, true],
		[1, 'at-most', 0, false]
	] as const)('%i of 1000, %s %i: %o', (numerator, aim, target, reached) => {
		expect(isReached(measured(numerator, aim, target))).toBe(reached);
	});

	it('is reached so far', () => {
		const share = (one: ReturnType<typeof measured>) => {
			const { over, under } = achieved(one);
			return Number((over * 1000n) / under);
		};
		expect(share(measured(425))).toBe(500);
		expect(share(measured(20, 'at-most', 10))).toBe(500);
		expect(share(measured(1, 'at-most', 0))).toBe(0);
		expect(share(measured(1000))).toBe(1000);
	});

	it('is shown rounded, a half away from zero', () => {
		expect(permilleOf({ numerator: 1, denominator: 2000 })).toBe(1);
		expect(permilleOf({ numerator: 1, denominator: 2001 })).toBe(0);
	});
});

it('takes the agent’s own value before the team’s and the department’s', () => {
	const place = { agentId: null, teamId: null, departmentId: null };
	const [own, team, department] = [
		{ ...place, agentId: 'lin' },
		{ ...place, teamId: 'north' },
		{ ...place, departmentId: 'hotline' }
	];
	const lin = { agentId: 'lin', teamId: 'north', departmentId: 'hotline' };
	expect(valueFor([department, team, own], lin)).toBe(own);
	expect(valueFor([department, team], lin)).toBe(team);
	expect(valueFor([department], lin)).toBe(department);
	expect(valueFor([team], { ...lin, teamId: null })).toBeUndefined();
});

describe('a row of values', () => {
	const row = { indicator: '满意率', staff_no: 'A1', numerator: '1,700', denominator: '２０００' };

	it('is read with commas and full-width digits', () => {
		expect(readValueRow(row)).toMatchObject({
			ok: true,
			value: { numerator: 1700, denominator: 2000, place: { kind: 'staff_no', name: 'A1' } }
		});
	});

	it.each([
		['indicator-missing', { indicator: ' ' }],
		['place-missing', { staff_no: '' }],
		['two-places', { team: 'North' }],
		['numerator-invalid', { numerator: '1.5' }],
		['numerator-invalid', { numerator: '1,70' }],
		['denominator-invalid', { denominator: '0' }],
		['denominator-invalid', { denominator: '-1' }],
		['source-too-long', { source: 'x'.repeat(201) }]
	])('is held with %s', (refusal, given) => {
		expect(readValueRow({ ...row, ...given })).toEqual({ ok: false, refusal });
	});

	it('with more cells than headings is held', () => {
		expect(readValueRow(row, true)).toEqual({ ok: false, refusal: 'too-many-cells' });
	});
});
