/** Who used which telephone when: the people's own table, and a table given with an import. */
import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { endpointAssignments, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { instantOf } from '#lib/shared/calendar.ts';
import type { Assignment } from '../agent-attribution.ts';
import { parseStamp } from '../name-time.ts';

export interface People {
	assignments: Assignment[];
	/** Staff number to user id. */
	idOf: Map<string, string>;
}

/** Everybody and their telephones, with the rows of a given table put beside them. */
export async function knownPeople(db: Reader, given: readonly Assignment[] = []): Promise<People> {
	const everybody = await db.select({ id: users.id, staffNo: users.staffNo }).from(users);
	const rows = await db
		.select({
			endpoint: endpointAssignments.endpoint,
			staffNo: users.staffNo,
			name: users.name,
			from: endpointAssignments.from,
			to: endpointAssignments.to
		})
		.from(endpointAssignments)
		.innerJoin(users, eq(users.id, endpointAssignments.userId));
	return {
		assignments: [...given, ...rows],
		idOf: new Map(everybody.map(({ id, staffNo }) => [staffNo, id]))
	};
}

type AssignmentRefusal = 'no-columns' | 'bad-row';

/**
 * Reads `extension,agentId,agentName,from,to`; `agentId` is the staff number. Times carry an
 * offset, or are the clock of `zone`; an empty one is open. The first wrong line refuses the file.
 */
export function readAssignments(
	csv: string,
	zone: string
): Decision<Assignment[], AssignmentRefusal> {
	const rows = parse<Record<string, string>>(csv, {
		bom: true,
		columns: (header: string[]) => header.map((name) => name.trim()),
		skip_empty_lines: true,
		trim: true,
		relax_column_count: true
	});
	const assignments: Assignment[] = [];
	for (const [index, row] of rows.entries()) {
		const endpoint = row.extension ?? row.endpoint;
		const staffNo = row.agentId ?? row.staffNo;
		if (endpoint === undefined || staffNo === undefined) return refuse('no-columns');
		const from = timeOf(row.from, zone);
		const to = timeOf(row.to, zone);
		if (
			!endpoint ||
			!staffNo ||
			from === undefined ||
			to === undefined ||
			(from && to && to <= from)
		)
			return refuse('bad-row', { line: index + 2 });
		assignments.push({ endpoint, staffNo, name: row.agentName || undefined, from, to });
	}
	return accept(assignments);
}

/** Null for an open end, undefined for what is no time. */
function timeOf(text: string | undefined, zone: string): Date | null | undefined {
	if (!text) return null;
	const stamp = parseStamp(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text);
	if (!stamp) return undefined;
	if (stamp.kind !== 'local') return new Date(stamp.atMs);
	const instant = instantOf(stamp.local, zone);
	return instant.kind === 'exact' ? instant.at : undefined;
}
