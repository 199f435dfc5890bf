import { describe, expect, it } from 'vitest';
import { planInTurn } from './history.ts';
import { columnOf, readRow, readTime } from './import-row.ts';
import { decideGrant, decideLoss, type HeldGrant } from './role-rules.ts';
import type { Role } from './role.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, n));
const held = (role: Role, from = day(1), to: Date | null = null): HeldGrant => ({
	id: role,
	role,
	teamId: null,
	departmentId: role === 'department-head' ? 'd' : null,
	from,
	to
});
const wanted = (role: Role, from = day(5)) => held(role, from);

describe('giving a role', () => {
	it.each([
		['auditor', 'administrator'],
		['auditor', 'technician'],
		['administrator', 'auditor'],
		['administrator', 'department-head'],
		['technician', 'auditor']
	] as [Role, Role][])('refuses %s with %s', (has, gets) => {
		expect(decideGrant([held(has)], wanted(gets), false)).toMatchObject({
			refusal: 'roles-not-combinable'
		});
		const before = held(has, day(1), day(5));
		expect(decideGrant([before], wanted(gets), false)).toMatchObject({ ok: true });
	});

	it('refuses the own role, the same twice, and a lead of no team', () => {
		expect(decideGrant([], wanted('agent'), true)).toMatchObject({ refusal: 'own-role' });
		expect(decideGrant([held('agent')], wanted('agent'), false)).toMatchObject({
			refusal: 'already-granted'
		});
		expect(decideGrant([], wanted('team-lead'), false)).toMatchObject({ refusal: 'team-missing' });
	});

	it('keeps an administrator', () => {
		expect(decideLoss(true, 0, false)).toMatchObject({ refusal: 'last-administrator' });
		expect(decideLoss(true, 1, false)).toMatchObject({ ok: true });
		expect(decideLoss(false, 0, false)).toMatchObject({ ok: true });
		expect(decideLoss(false, 5, true)).toMatchObject({ refusal: 'own-role' });
	});
});

describe('a row of a people file', () => {
	const zone = 'Asia/Shanghai';
	const row = { staff_no: '1001', name: '李静' };

	it.each([
		[{ staff_no: '', name: 'x' }, 'staff-no-missing'],
		[{ staff_no: '10 01', name: 'x' }, 'staff-no-invalid'],
		[{ staff_no: '1001', name: ' ' }, 'name-missing'],
		[{ staff_no: '1001', name: 'a\u202eb' }, 'name-invalid'],
		[{ ...row, role: 'boss' }, 'role-unknown'],
		[{ ...row, role: '领班' }, 'team-missing'],
		[{ ...row, role: '部长' }, 'department-missing'],
		[{ ...row, extension: '=cmd' }, 'endpoint-invalid'],
		[{ ...row, from: '2026-02-30' }, 'time-invalid'],
		[{ ...row, from: '2026-03-02', to: '2026-03-02' }, 'period-empty']
	])('%j is refused: %s', (cells, refusal) => {
		expect(readRow(cells, zone)).toMatchObject({ ok: false, refusal });
	});

	it.each([
		['2026-03-02', '2026-03-01T16:00:00.000Z'],
		['2026/3/2', '2026-03-01T16:00:00.000Z'],
		['2026-03-02 08:30', '2026-03-02T00:30:00.000Z'],
		['2026-03-02T08:30:15Z', '2026-03-02T08:30:15.000Z'],
		['2026-03-02T08:30+0200', '2026-03-02T06:30:00.000Z']
	])('reads %s in the zone of the centre', (text, at) => {
		expect(readTime(text, zone)).toEqual({ ok: true, value: new Date(at) });
	});

	it('does not guess at times that clocks skip or repeat', () => {
		expect(readTime('2026-03-29 02:30', 'Europe/Berlin')).toMatchObject({
			refusal: 'time-nonexistent'
		});
		expect(readTime('2026-10-25 02:30', 'Europe/Berlin')).toMatchObject({
			refusal: 'time-ambiguous'
		});
	});

	it.each([
		['Staff-No', 'staff_no'],
		['工号', 'staff_no'],
		[' Team ', 'team'],
		['comment', undefined]
	])('takes the heading %s for %s', (heading, column) => {
		expect(columnOf(heading)).toBe(column);
	});
});

describe('one team at a time', () => {
	const first = { id: 'a', from: day(1), to: null };
	it('ends the open one where the next begins', () => {
		expect(planInTurn([first], { from: day(5), to: null }, () => false)).toEqual({
			kind: 'add',
			from: day(5),
			closes: first
		});
	});
	it('refuses to lie inside another', () => {
		const closed = { ...first, to: day(9) };
		expect(planInTurn([closed], { from: day(5), to: null }, () => false)).toEqual({
			kind: 'overlap'
		});
	});
});
