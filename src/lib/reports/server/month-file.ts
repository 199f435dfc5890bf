/** A month as its files tell it, within what the reader may take out. */
import { and, asc, eq } from 'drizzle-orm';
import { figuresText } from '#lib/assessments/figures.ts';
import { monthTable } from '#lib/assessments/server/assess-page.ts';
import { frozenAgents, standingLocks } from '#lib/assessments/server/locks.ts';
import { signaturesOf } from '#lib/assessments/server/signatures.ts';
import { talksOf } from '#lib/assessments/server/talks.ts';
import { sha256Text } from '#lib/audit/server/append.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { byPlace } from '#lib/ledger/entry.ts';
import { inScope, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { departments } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { companyOn } from '#lib/rubric/server/company.ts';
import { daysOfMonth, type BusinessMonth } from '#lib/shared/calendar.ts';
import type { FiledLine, FiledLock, MonthFile } from '../month-file.ts';
import { itemsOfReviews } from './line-items.ts';
import { callsWithheld } from './withheld.ts';

/** Undefined when nobody of the month is the reader's to export; `only` narrows it further. */
export async function monthFile(
	context: Context,
	month: BusinessMonth,
	only: { agentId?: string | undefined; departmentId?: string } = {}
): Promise<MonthFile | undefined> {
	const { db, actor, now, zone } = context;
	const scope = scopeOf(actor, 'assessment.export');
	const table = await monthTable(context, month);
	const found = table.agents
		.filter((agent) => inScope(scope, agent))
		.filter(({ agentId }) => !only.agentId || agentId === only.agentId)
		.filter(({ departmentId }) => !only.departmentId || departmentId === only.departmentId)
		.sort(byTeam);
	if (found.length === 0) return undefined;
	const ids = found.map((agent) => agent.agentId);
	const frozen = await frozenAgents(db.read, month, ids);
	const agents = found.map((agent) => ({
		...agent,
		sha256: frozen.get(agent.agentId)?.sha256 ?? sha256Text(figuresText(agent))
	}));
	const closed = ids.every((id) => frozen.has(id));
	const at = closed ? new Date(Math.max(...ids.map((id) => frozen.get(id)!.at.getTime()))) : now;
	return {
		...{ month, zone, at, closed, agents },
		...(await ledgerOf(context, month, ids)),
		talks: (await talksOf(db.read, { month, agentIds: ids })).toReversed(),
		signatures: (await signaturesOf(db.read, { month, agentIds: ids })).toReversed(),
		centre: (await companyOn(db.read, daysOfMonth(month).last)) ?? null,
		locks: await locksOf(db.read, month, [
			...new Set(agents.flatMap(({ departmentId }) => departmentId ?? []))
		]),
		versions: { scheme: table.scheme.version, penaltyTable: table.penaltyTable.version }
	};
}

async function ledgerOf(context: Context, month: BusinessMonth, agentIds: string[]) {
	const { read } = context.db;
	const lines = await standingLines(read, { month, agentIds });
	const entries = await read
		.select()
		.from(ledgerEntries)
		.where(and(eq(ledgerEntries.businessMonth, month), isAmong(ledgerEntries.agentId, agentIds)))
		.orderBy(asc(ledgerEntries.agentId), asc(ledgerEntries.lineKey), asc(ledgerEntries.seq));
	const calls = entries.flatMap(({ recordingId }) => recordingId ?? []);
	const withheld = await callsWithheld(context, calls);
	const shown = <Row extends { recordingId: string | null }>({ recordingId }: Row) =>
		recordingId === null || !withheld.has(recordingId);
	const people = await namesOf(
		read,
		entries.map(({ by }) => by)
	);
	const items = await itemsOfReviews(read, entries);
	const filed = <Row extends Omit<FiledLine, 'item'>>(line: Row): FiledLine => ({
		...line,
		by: people[line.by] ?? line.by,
		item: items(line)
	});
	const order = new Map(agentIds.map((id, n) => [id, n]));
	return {
		lines: lines
			.filter(shown)
			.map(filed)
			.sort((a, b) => order.get(a.agentId)! - order.get(b.agentId)! || byPlace(a, b)),
		entries: entries.filter(shown).map(filed),
		withheld: lines.filter((line) => !shown(line)).length
	};
}

/** Each department with the lock that closes its month now. */
async function locksOf(
	read: Reader,
	month: BusinessMonth,
	departmentIds: string[]
): Promise<FiledLock[]> {
	const places = await read
		.select({ id: departments.id, name: departments.name })
		.from(departments)
		.where(isAmong(departments.id, departmentIds))
		.orderBy(asc(departments.name), asc(departments.id));
	const standing = await standingLocks(read, month, departmentIds);
	return places.map(({ id, name }) => {
		const found = standing.find(({ departmentId }) => departmentId === id);
		if (!found) return { departmentId: id, department: name, closed: null };
		const { edition, by, at, figuresSha256, scheme, penaltyTable } = found;
		const closed = { edition, by, at, figuresSha256, scheme, penaltyTable };
		return { departmentId: id, department: name, closed };
	});
}

const byTeam = (
	a: { team: string | null; staffNo: string },
	b: { team: string | null; staffNo: string }
): number => {
	if (a.team !== b.team) {
		if (a.team === null || b.team === null) return a.team === null ? 1 : -1;
		return a.team < b.team ? -1 : 1;
	}
	return a.staffNo < b.staffNo ? -1 : 1;
};
