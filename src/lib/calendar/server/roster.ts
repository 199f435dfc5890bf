/**
 * The roster: who is on duty on which day, even without a call. A file replaces the days that it
 * names for the people that it names, and says nothing about any other; the shift `off` (休) takes
 * a person off a day. Importing a file again changes nothing.
 */
import { createHash } from 'node:crypto';
import { and, eq, gte, inArray, lte, or } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import { may } from '../../people/permissions.ts';
import type { Context } from '../../people/server/context.ts';
import { users } from '../../people/server/schema.ts';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { readCsvTable } from '../../platform/server/csv-table.ts';
import { excluded } from '../../platform/server/db/dialect.ts';
import { businessDay, type BusinessDay } from '../../shared/calendar.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { MAX_FILE_BYTES, reachAround, type Reach } from '../entry.ts';
import { readRosterRow, rosterColumnOf, type RosterReason } from '../roster-row.ts';
import { countedStates } from './import.ts';
import { rosterDays } from './schema.ts';

const MAX_ROSTER_ROWS = 100_000;

interface RosterItem {
	line: number;
	staffNo: string | null;
	state: 'new' | 'changed' | 'same' | 'held';
	reason?: RosterReason;
	userId?: string;
	day?: BusinessDay;
	/** null: off. */
	shift?: string | null;
}

export interface RosterImport {
	read: number;
	new: number;
	changed: number;
	same: number;
	held: number;
	sha256: string;
	ignoredColumns: string[];
	/** Days that the taken rows name; null without one. */
	firstDay: BusinessDay | null;
	lastDay: BusinessDay | null;
	items: RosterItem[];
}

type RosterRefusal = 'not-allowed' | 'too-large' | 'table-unreadable' | 'too-many-entries';

/** Imports a roster; with `dryRun` it only says what would change. */
export async function importRoster(
	{ db, actor, now, zone }: Context,
	bytes: Uint8Array,
	{ dryRun }: { dryRun: boolean }
): Promise<Decision<RosterImport, RosterRefusal>> {
	if (!may(actor, 'calendar.manage')) return refuse('not-allowed');
	if (bytes.length > MAX_FILE_BYTES)
		return refuse('too-large', { limitKib: MAX_FILE_BYTES / 1024 });
	const table = readCsvTable(bytes, rosterColumnOf, ['staff_no', 'date']);
	if (!table.ok) return refuse('table-unreadable', { fault: table.fault.slice(0, 200) });
	if (table.rows.length > MAX_ROSTER_ROWS)
		return refuse('too-many-entries', { limit: MAX_ROSTER_ROWS });

	const reach = reachAround(businessDay(now, zone));
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const reading = { rows: table.rows, reach };
	const report = (items: RosterItem[]): RosterImport => {
		const days = items.flatMap(({ state, day }) => (state !== 'held' && day ? [day] : []));
		const { read, new: added, changed, same, held } = countedStates(items);
		const counts = { read, new: added, changed, same, held };
		const [firstDay, lastDay] = days.reduce<[number | null, number | null]>(
			([first, last], day) => [Math.min(first ?? day, day), Math.max(last ?? day, day)],
			[null, null]
		);
		return { ...counts, sha256, ignoredColumns: table.ignored, firstDay, lastDay, items };
	};
	if (dryRun) return accept(report(await plannedRows(db.read, reading)));
	return db.tx(async (tx) => {
		const outcome = report(await plannedRows(tx, reading));
		const { read, new: added, changed, same, held, firstDay, lastDay } = outcome;
		if (added + changed === 0) return accept(outcome);
		const facts = { read, new: added, changed, same, held, firstDay, lastDay, file: sha256 };
		await saveRows(tx, outcome.items);
		await appendAudit({ tx, actor, now }, { kind: 'roster.imported', subject: 'roster', facts });
		return accept(outcome);
	});
}

interface Rows {
	rows: Extract<
		ReturnType<typeof readCsvTable<'staff_no' | 'date' | 'shift'>>,
		{ ok: true }
	>['rows'];
	reach: Reach;
}

async function plannedRows(reader: Reader, { rows, reach }: Rows): Promise<RosterItem[]> {
	const read = rows.map(({ line, cells, surplus }) => ({
		line,
		staffNo: cells.staff_no?.trim().slice(0, 32) || null,
		row: surplus ? refuse('too-many-cells' as const) : readRosterRow(cells, reach)
	}));
	const staffNos = new Set(read.flatMap(({ row }) => (row.ok ? [row.value.staffNo] : [])));
	const days = read.flatMap(({ row }) => (row.ok ? [row.value.day] : []));
	const ids = await idsOf(reader, [...staffNos]);
	const known = await knownShifts(reader, [...ids.values()], days);
	const named = new Map<string, string | null>();
	return read.map(({ line, staffNo, row }) => {
		const item = { line, staffNo };
		if (!row.ok) return { ...item, state: 'held', reason: row.refusal };
		const { day, shift } = row.value;
		const userId = ids.get(row.value.staffNo);
		if (!userId) return { ...item, state: 'held', reason: 'staff-no-unknown' };
		const key = `${userId} ${day}`;
		if (named.has(key) && named.get(key) !== shift)
			return { ...item, state: 'held', reason: 'named-twice' };
		const before = (named.has(key) ? named.get(key) : known.get(key)) ?? null;
		named.set(key, shift);
		const state = before === shift ? 'same' : before === null ? 'new' : 'changed';
		return { ...item, userId, day, shift, state };
	});
}

async function idsOf(reader: Reader, staffNos: string[]): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (let from = 0; from < staffNos.length; from += 500) {
		const found = await reader
			.select({ id: users.id, staffNo: users.staffNo })
			.from(users)
			.where(inArray(users.staffNo, staffNos.slice(from, from + 500)));
		for (const { id, staffNo } of found) ids.set(staffNo, id);
	}
	return ids;
}

async function knownShifts(reader: Reader, userIds: string[], days: BusinessDay[]) {
	const known = new Map<string, string>();
	const first = days.reduce((least, day) => Math.min(least, day), Infinity);
	const last = days.reduce((most, day) => Math.max(most, day), 0);
	for (let from = 0; from < userIds.length; from += 500) {
		const found = await reader
			.select({ userId: rosterDays.userId, day: rosterDays.day, shift: rosterDays.shift })
			.from(rosterDays)
			.where(
				and(
					inArray(rosterDays.userId, userIds.slice(from, from + 500)),
					gte(rosterDays.day, first),
					lte(rosterDays.day, last)
				)
			);
		for (const { userId, day, shift } of found) known.set(`${userId} ${day}`, shift);
	}
	return known;
}

async function saveRows(tx: Writer, items: readonly RosterItem[]): Promise<void> {
	const rows = items.flatMap(({ state, userId, day, shift }) =>
		(state === 'new' || state === 'changed') && userId && day
			? [{ userId, day, shift: shift ?? null }]
			: []
	);
	const gone = rows
		.filter(({ shift }) => shift === null)
		.map(({ userId, day }) => and(eq(rosterDays.userId, userId), eq(rosterDays.day, day)));
	for (let from = 0; from < gone.length; from += 200)
		await tx.delete(rosterDays).where(or(...gone.slice(from, from + 200)));
	const kept = rows.flatMap(({ shift, ...row }) => (shift === null ? [] : [{ ...row, shift }]));
	for (let from = 0; from < kept.length; from += 500)
		await tx
			.insert(rosterDays)
			.values(kept.slice(from, from + 500))
			.onConflictDoUpdate({
				target: [rosterDays.userId, rosterDays.day],
				set: { shift: excluded(rosterDays.shift) }
			});
}
