/**
 * One row of a people file, read: a person, and what they were in one period. Which columns a file
 * may have, and under which names, is told in docs/people-import.md.
 */
import * as v from 'valibot';
import { dayStart, instantOf, parseDay } from '../shared/calendar.ts';
import { columnNamed } from '../shared/heading.ts';
import { accept, refuse, type Decision } from '../shared/decision.ts';
import { EVER, plainName, staffNo } from './person.ts';
import { roles, type Role } from './role.ts';

export const columns = [
	'staff_no',
	'name',
	'role',
	'department',
	'team',
	'extension',
	'login',
	'from',
	'to'
] as const;
export type Column = (typeof columns)[number];

const chinese: Record<string, Column> = {
	工号: 'staff_no',
	姓名: 'name',
	角色: 'role',
	岗位: 'role',
	部门: 'department',
	班组: 'team',
	分机: 'extension',
	分机号: 'extension',
	登录号: 'login',
	坐席号: 'login',
	开始: 'from',
	生效日期: 'from',
	结束: 'to',
	失效日期: 'to'
};

const roleNames: Record<string, Role> = {
	话务员: 'agent',
	领班: 'team-lead',
	班长: 'team-lead',
	部长: 'department-head',
	技术人员: 'technician',
	管理员: 'administrator',
	审计员: 'auditor'
};

/** The column that a heading names. */
export const columnOf = (heading: string): Column | undefined =>
	columnNamed(heading, columns, chinese);

export interface PersonRow {
	staffNo: string;
	name: string;
	role: Role | null;
	department: string | null;
	team: string | null;
	extension: string | null;
	login: string | null;
	from: Date;
	to: Date | null;
}

export type RowIssue =
	| 'staff-no-missing'
	| 'staff-no-invalid'
	| 'name-missing'
	| 'name-invalid'
	| 'name-too-long'
	| 'role-unknown'
	| 'department-missing'
	| 'team-missing'
	| 'endpoint-invalid'
	| 'time-invalid'
	| 'time-ambiguous'
	| 'time-nonexistent'
	| 'period-empty';

const endpointForm = v.pipe(v.string(), v.regex(/^[\p{L}\p{N}._@#*+/-]{1,32}$/u));

/** Reads the cells of one row; times without an offset are the centre's (`zone`). */
export function readRow(
	cells: Partial<Record<Column, string>>,
	zone: string
): Decision<PersonRow, RowIssue> {
	const text = (column: Column) => cells[column]?.trim() || null;
	const number = text('staff_no');
	if (!number) return refuse('staff-no-missing');
	if (!v.safeParse(staffNo, number).success)
		return refuse('staff-no-invalid', { value: number.slice(0, 40) });

	const names: Partial<Record<Column, string | null>> = {};
	for (const column of ['name', 'department', 'team'] as const) {
		const value = text(column);
		if (value === null && column !== 'name') continue;
		const parsed = v.safeParse(plainName, value ?? '');
		if (!parsed.success) return refuse(parsed.issues[0].message as RowIssue, { column });
		names[column] = parsed.output;
	}
	const roleText = text('role');
	const role = readRole(roleText);
	if (role === undefined) return refuse('role-unknown', { value: roleText?.slice(0, 40) ?? '' });
	if (role === 'team-lead' && !names.team) return refuse('team-missing');
	if (role === 'department-head' && !names.department) return refuse('department-missing');
	for (const column of ['extension', 'login'] as const)
		if (text(column) && !v.is(endpointForm, text(column)))
			return refuse('endpoint-invalid', { column });

	const from = readTime(text('from'), zone);
	const to = readTime(text('to'), zone);
	if (!from.ok) return refuse(from.refusal, { column: 'from' });
	if (!to.ok) return refuse(to.refusal, { column: 'to' });
	const period = { from: from.value ?? EVER, to: to.value };
	if (period.to && period.to <= period.from) return refuse('period-empty');
	return accept({
		staffNo: number,
		name: names.name!,
		role,
		department: names.department ?? null,
		team: names.team ?? null,
		extension: text('extension'),
		login: text('login'),
		...period
	});
}

const readRole = (text: string | null): Role | null | undefined =>
	text === null
		? null
		: (roles.find((role) => role === text.toLowerCase().replaceAll(/[\s_]+/g, '-')) ??
			roleNames[text]);

type TimeIssue = 'time-invalid' | 'time-ambiguous' | 'time-nonexistent';

/** A day (its first instant), a local time, or an instant with an offset; null for an empty cell. */
export function readTime(text: string | null, zone: string): Decision<Date | null, TimeIssue> {
	if (text === null) return accept(null);
	const match =
		/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
			text
		);
	if (!match) return refuse('time-invalid');
	const [, year, month, day, hour, minute, second, offset] = match;
	const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
	const businessDay = parseDay(date);
	if (businessDay === undefined) return refuse('time-invalid');
	if (hour === undefined) return accept(dayStart(businessDay, zone));
	if (offset) {
		const at = new Date(
			`${date}T${hour.padStart(2, '0')}:${minute}:${second ?? '00'}${colon(offset)}`
		);
		return Number.isNaN(at.getTime()) ? refuse('time-invalid') : accept(at);
	}
	const local = {
		year: Number(year),
		month: Number(month),
		day: Number(day),
		hour: Number(hour),
		minute: Number(minute),
		second: Number(second ?? 0)
	};
	const found = instantOf(local, zone);
	return found.kind === 'exact' ? accept(found.at) : refuse(`time-${found.kind}`);
}

const colon = (offset: string) => offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
