/** Entries of the ledger, written with their record in the audit chain. Nothing is decided here. */
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Scribe } from '#lib/people/server/records.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { LedgerCause, Line } from '../entry.ts';
import { changeOf, type Post, type StandingLine } from '../posting.ts';
import { ledgerEntries } from './schema.ts';

type NewEntry = typeof ledgerEntries.$inferInsert;

/** Who writes, when, in which transaction; the zone says which month is the open one. */
export type LedgerScribe = Scribe & { zone: string };

export interface AgentMonthOf {
	agentId: string;
	businessMonth: BusinessMonth;
}

/** A line that needs a further entry. */
export interface Changed {
	line: Line;
	before: StandingLine | undefined;
	cause: LedgerCause;
	pointsTo: string | null;
}

/** Those of the lines that do not stand as they should. */
export function changesOf(
	standing: readonly StandingLine[],
	targets: readonly Line[],
	cause: LedgerCause
): Changed[] {
	const lines = new Map(standing.map((line) => [line.lineKey, line]));
	return targets.flatMap((line): Changed[] => {
		const before = lines.get(line.lineKey);
		const changed = changeOf(before, line, cause);
		return changed ? [{ line, before, cause: changed, pointsTo: before?.pointsTo ?? null }] : [];
	});
}

export async function writeEntries(
	scribe: LedgerScribe,
	of: AgentMonthOf,
	{ cause, reason = '' }: Pick<Post, 'cause' | 'reason'>,
	changes: readonly Changed[]
) {
	if (changes.length === 0) return;
	const entries = changes.map((change) => entryOf(scribe, of, change, reason));
	await scribe.tx.insertMany(ledgerEntries, entries);
	await appendAudit(scribe, auditOf(of, cause, changes));
}

const entryOf = (
	{ actor, now }: LedgerScribe,
	of: AgentMonthOf,
	{ line, before, cause, pointsTo }: Changed,
	reason: string
): NewEntry => ({
	id: newId(now),
	...of,
	seq: (before?.seq ?? 0) + 1,
	...line,
	cause,
	reason: cause === 'priced-again' ? '' : reason,
	by: actor.id,
	at: now,
	pointsTo
});

const auditOf = (
	{ agentId, businessMonth }: AgentMonthOf,
	cause: LedgerCause,
	changes: readonly Changed[]
) => ({
	kind: 'ledger.posted' as const,
	subject: `ledger:${agentId}`,
	facts: {
		month: businessMonth,
		cause,
		lines: changes.map(({ line, before, cause: why }) => ({
			key: line.lineKey,
			seq: (before?.seq ?? 0) + 1,
			state: line.state,
			amountFen: line.amountFen,
			pointsTenths: line.pointsTenths,
			...(why !== cause && { cause: why })
		}))
	}
});

/** Writes months of many agents at once, each with its own record. */
export async function writeMonths(
	scribe: LedgerScribe,
	{ cause, reason = '' }: Pick<Post, 'cause' | 'reason'>,
	months: readonly { of: AgentMonthOf; changes: readonly Changed[] }[]
): Promise<void> {
	const some = months.filter(({ changes }) => changes.length > 0);
	const entries = some.flatMap(({ of, changes }) =>
		changes.map((change) => entryOf(scribe, of, change, reason))
	);
	await scribe.tx.insertMany(ledgerEntries, entries);
	await appendAudit(scribe, ...some.map(({ of, changes }) => auditOf(of, cause, changes)));
}
