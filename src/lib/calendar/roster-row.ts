/** One row of a roster: who is on duty on which day. */
import { readDay, isPlainText } from './csv-row.ts';
import type { Reach } from './entry.ts';
import { accept, refuse, type Decision } from '../shared/decision.ts';
import type { BusinessDay } from '../shared/calendar.ts';
import { columnNamed } from '../shared/heading.ts';

const rosterColumns = ['staff_no', 'date', 'shift'] as const;
type RosterColumn = (typeof rosterColumns)[number];

const chinese: Record<string, RosterColumn> = {
	工号: 'staff_no',
	日期: 'date',
	班次: 'shift'
};

/** The column that a heading names. */
export const rosterColumnOf = (heading: string): RosterColumn | undefined =>
	columnNamed(heading, rosterColumns, chinese);

/** Shifts that say that the person is not on duty. */
const off = /^(?:休|休息|off|-|—)$/i;

interface RosterRow {
	staffNo: string;
	day: BusinessDay;
	/** null: not on duty, whatever an earlier roster said. */
	shift: string | null;
}

export type RosterReason =
	| 'staff-no-missing'
	| 'staff-no-unknown'
	| 'date-missing'
	| 'date-invalid'
	| 'out-of-reach'
	| 'shift-invalid'
	| 'too-many-cells'
	| 'named-twice';

export function readRosterRow(
	cells: Partial<Record<RosterColumn, string>>,
	reach: Reach
): Decision<RosterRow, RosterReason> {
	const cell = (column: RosterColumn) => cells[column]?.trim().normalize('NFC') ?? '';
	const [staffNo, date, shift] = [cell('staff_no'), cell('date'), cell('shift')];
	if (!staffNo) return refuse('staff-no-missing');
	if (!isPlainText(staffNo, 32)) return refuse('staff-no-unknown');
	if (!date) return refuse('date-missing');
	const day = readDay(date);
	if (day === undefined) return refuse('date-invalid');
	if (day < reach.from || day > reach.to) return refuse('out-of-reach');
	if (!isPlainText(shift, 32)) return refuse('shift-invalid');
	return accept({ staffNo, day, shift: off.test(shift) ? null : shift });
}
