/**
 * Brings a people file into the database: creates what is not there, adds what is new in a known
 * person's history, ends what the file ends. A row is taken whole or not at all. Importing the
 * same file again changes nothing: an empty `to` says nothing about an end known meanwhile.
 */
import { appendAudit } from '../../audit/server/append.ts';
import { refuse, type Decision, type Facts } from '../../shared/decision.ts';
import { readRow, type RowIssue } from '../import-row.ts';
import { may } from '../permissions.ts';
import type { Context } from './context.ts';
import { bringIn, type PlacingIssue } from './import-person.ts';
import type { FileRow } from './people-file.ts';

interface ImportIssue extends Facts {
	code: RowIssue | PlacingIssue | 'too-many-cells' | 'endpoint-shared';
}

interface ImportedRow {
	line: number;
	state: 'new' | 'changed' | 'same' | 'held' | 'rejected';
	staffNo: string | null;
	issues: ImportIssue[];
}

interface PeopleImport {
	read: number;
	new: number;
	changed: number;
	same: number;
	held: number;
	rejected: number;
	items: ImportedRow[];
}

/** Thrown to undo a rehearsal. */
class Rehearsed extends Error {}

/** Imports rows in the order of the file; with `dryRun` everything is tried and nothing is kept. */
export async function importPeople(
	{ db, actor, now, zone }: Context,
	rows: readonly FileRow[],
	{ dryRun }: { dryRun: boolean }
): Promise<Decision<PeopleImport, 'not-allowed'>> {
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	let items: ImportedRow[] = [];
	try {
		await db.tx(async (tx) => {
			items = [];
			const scribe = { tx, actor, now };
			for (const row of rows) items.push(await importRow(scribe, row, zone));
			if (dryRun) throw new Rehearsed();
			const counted = summary(items);
			const facts = { read: counted.read, new: counted.new, changed: counted.changed };
			if (facts.new + facts.changed > 0)
				await appendAudit(scribe, { kind: 'people.imported', subject: 'people', facts });
		});
	} catch (error) {
		if (!(error instanceof Rehearsed)) throw error;
	}
	return { ok: true, value: summary(items) };
}

async function importRow(
	scribe: Parameters<typeof bringIn>[0],
	{ line, cells, surplus }: FileRow,
	zone: string
): Promise<ImportedRow> {
	const staffNo = cells.staff_no?.trim() || null;
	const rejected = (code: ImportIssue['code'], facts: Facts = {}): ImportedRow => ({
		line,
		state: 'rejected',
		staffNo,
		issues: [{ code, ...facts }]
	});
	if (surplus) return rejected('too-many-cells');
	const read = readRow(cells, zone);
	if (!read.ok) return rejected(read.refusal, read.facts);
	const outcome = await bringIn(scribe, read.value);
	if (!outcome.ok) return rejected(outcome.refusal, outcome.facts);
	const { state, shared } = outcome.value;
	const issues = shared.map((endpoint) => ({ code: 'endpoint-shared' as const, endpoint }));
	return { line, state, staffNo, issues };
}

function summary(items: ImportedRow[]): PeopleImport {
	const of = (state: ImportedRow['state']) => items.filter((item) => item.state === state).length;
	return {
		read: items.length,
		new: of('new'),
		changed: of('changed'),
		same: of('same'),
		held: of('held'),
		rejected: of('rejected'),
		items
	};
}
