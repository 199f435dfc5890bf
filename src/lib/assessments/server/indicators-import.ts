/** A file of indicator values: what it would enter, and entering it. A row that cannot be taken says why; none is lost silently. */
import { inArray } from 'drizzle-orm';
import { sha256Bytes } from '#lib/audit/server/append.ts';
import { MAX_FILE_BYTES } from '#lib/calendar/entry.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { departments, teams, users } from '#lib/people/server/schema.ts';
import { readCsvTable, type CsvRow } from '#lib/platform/server/csv-table.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { ValueRefusal } from '../indicator.ts';
import {
	readValueRow,
	valueColumnOf,
	type RowRefusal,
	type ValueColumn,
	type ValueRow
} from '../indicator-row.ts';
import { samePlace, saveValues, valueFaults, type NewValue } from './indicators.ts';
import { indicatorsFor } from './indicators-of-month.ts';

const MAX_ROWS = 5000;
/** Rows shown of a file. */
const MOST_SHOWN = 500;

interface ValueItem {
	line: number;
	/** As written in the file. */
	indicator: string;
	place: string;
	state: 'new' | 'same' | 'held';
	reason?: RowRefusal | Exclude<ValueRefusal, 'not-allowed'> | 'ambiguous-place' | 'named-twice';
	value?: NewValue;
}

interface ValueImport {
	new: number;
	same: number;
	held: number;
	ignoredColumns: string[];
	items: ValueItem[];
}

type ImportRefusal = 'not-allowed' | 'too-large' | 'table-unreadable' | 'too-many-entries';

/** Enters the rows of a file for a month; with `dryRun` it only says what it would enter. */
export async function importValues(
	context: Context,
	bytes: Uint8Array,
	{ month, dryRun }: { month: BusinessMonth; dryRun: boolean }
): Promise<Decision<ValueImport, ImportRefusal>> {
	const { db, actor, now } = context;
	if (!may(actor, 'indicator.enter')) return refuse('not-allowed');
	if (bytes.length > MAX_FILE_BYTES)
		return refuse('too-large', { limitKib: MAX_FILE_BYTES / 1024 });
	const table = readCsvTable(bytes, valueColumnOf, ['indicator', 'numerator', 'denominator']);
	if (!table.ok) return refuse('table-unreadable', { fault: table.fault.slice(0, 200) });
	if (table.rows.length > MAX_ROWS) return refuse('too-many-entries', { limit: MAX_ROWS });

	const report = (items: ValueItem[]): ValueImport => {
		const of = (state: ValueItem['state']) => items.filter((item) => item.state === state).length;
		const counts = { new: of('new'), same: of('same'), held: of('held') };
		return { ...counts, ignoredColumns: table.ignored, items };
	};
	if (dryRun) return accept(report(await plannedItems(db.read, context, month, table.rows)));
	return db.tx(async (tx) => {
		const items = await plannedItems(tx, context, month, table.rows);
		const values = items.flatMap(({ state, value }) => (state === 'new' && value ? [value] : []));
		if (values.length > 0) await saveValues({ tx, actor, now }, month, values, sha256Bytes(bytes));
		return accept(report(items));
	});
}

/** Rows with a reason first; the inner ids stay here. */
export const shownImport = ({ items, ...counts }: ValueImport) => ({
	...counts,
	items: items
		.toSorted((a, b) => Number(b.state === 'held') - Number(a.state === 'held'))
		.slice(0, MOST_SHOWN)
		.map(({ value, ...item }) => ({
			...item,
			numerator: value?.numerator ?? null,
			denominator: value?.denominator ?? null
		}))
});

async function plannedItems(
	read: Reader,
	context: Context,
	month: BusinessMonth,
	rows: readonly CsvRow<ValueColumn>[]
): Promise<ValueItem[]> {
	const keys = new Map(
		[...(await indicatorsFor(read, month)).values()].flatMap(({ key, name }) =>
			[key, name.en, name['zh-CN']].map((word): [string, string] => [word.toLowerCase(), key])
		)
	);
	const parsed = rows.map(({ cells, surplus }) => readValueRow(cells, surplus));
	const placeOf = await places(
		read,
		parsed.flatMap((row) => (row.ok ? [row.value.place] : []))
	);
	const items = rows.map(({ line, cells }, n): ValueItem => {
		const row = parsed[n]!;
		const [indicator, place] = [cells.indicator, cells.staff_no || cells.team || cells.department];
		const item = { line, indicator: shown(indicator), place: shown(place), state: 'held' as const };
		if (!row.ok) return { ...item, reason: row.refusal };
		const key = keys.get(row.value.indicator.toLowerCase());
		if (!key) return { ...item, reason: 'unknown-indicator' };
		const found = placeOf(row.value.place);
		if (typeof found === 'string') return { ...item, reason: found };
		const { numerator, denominator, source } = row.value;
		const value = { ...found, key, numerator, denominator, source: source || 'CSV' };
		return { ...item, state: 'new', value };
	});
	return judged(read, context, month, items);
}

const shown = (text = '') => text.trim().slice(0, 80);

/** With what stands against each value, and rows that name one twice held. */
async function judged(
	read: Reader,
	context: Context,
	month: BusinessMonth,
	items: readonly ValueItem[]
): Promise<ValueItem[]> {
	const values = items.flatMap(({ value }) => value ?? []);
	const faults = await valueFaults(read, context, month, values);
	return items.map((item) => {
		const { value } = item;
		if (!value) return item;
		const at = values.indexOf(value);
		const twice = values
			.slice(0, at)
			.some((other) => other.key === value.key && samePlace(other, value));
		if (twice) return { ...item, state: 'held', reason: 'named-twice' };
		const reason = faults[at];
		if (reason === 'unchanged') return { ...item, state: 'same' };
		return reason ? { ...item, state: 'held', reason } : item;
	});
}

/** Finds the places of a file by their names, all at once. */
async function places(read: Reader, wanted: readonly ValueRow['place'][]) {
	const staffNos = wanted.flatMap(({ kind, name }) => (kind === 'staff_no' ? [name] : []));
	const people = staffNos.length
		? await read
				.select({ id: users.id, name: users.staffNo })
				.from(users)
				.where(inArray(users.staffNo, [...new Set(staffNos)]))
		: [];
	const known = {
		staff_no: people,
		team: await read.select({ id: teams.id, name: teams.name }).from(teams),
		department: await read.select({ id: departments.id, name: departments.name }).from(departments)
	};
	return ({ kind, name }: ValueRow['place']) => {
		const found = known[kind].filter((one) => one.name === name);
		if (found.length === 0) return 'unknown-place' as const;
		if (found.length > 1) return 'ambiguous-place' as const;
		const { id } = found[0]!;
		return {
			agentId: kind === 'staff_no' ? id : null,
			teamId: kind === 'team' ? id : null,
			departmentId: kind === 'department' ? id : null
		};
	};
}
