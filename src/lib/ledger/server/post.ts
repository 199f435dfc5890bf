/**
 * Writes what an agent's month becomes: an entry for each line that no longer stands as it should, in
 * the transaction of what changed it. Writers follow one another, so two posts of a month do too.
 */
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Scribe } from '#lib/people/server/records.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { businessDay, monthOfDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { addMonths } from '#lib/shared/month.ts';
import { afterLine, goneSince, takenBack } from '../after-close.ts';
import type { LedgerCause, Line } from '../entry.ts';
import {
	changeOf,
	factsOf,
	NOTHING,
	targetLines,
	type LedgerRule,
	type Post,
	type StandingLine,
	type Wanted
} from '../posting.ts';
import { afterLines, closedMonths, lockOf, standingLines } from './queries.ts';
import { ledgerRule } from './rules.ts';
import { ledgerEntries } from './schema.ts';

export type { Post, Wanted } from '../posting.ts';

/** Who writes, when, in which transaction; the zone says which month is the open one. */
export type LedgerScribe = Scribe & { zone: string };

export interface AgentMonthOf {
	agentId: string;
	businessMonth: BusinessMonth;
}

type NewEntry = typeof ledgerEntries.$inferInsert;

/**
 * Posts the lines of some kinds of an agent's month as they should stand: what differs gets an
 * entry, what is not among them any more is cancelled, lines of other kinds are left alone. When
 * nothing differs, nothing is written. Of a closed month the difference goes into the open one.
 */
export async function postLines(
	scribe: LedgerScribe,
	{ agentId, businessMonth }: AgentMonthOf,
	post: Post
): Promise<void> {
	const { tx } = scribe;
	const of = { agentId, businessMonth };
	const rule = await ledgerRule(tx, businessMonth);
	const standing = await standingLines(tx, { month: businessMonth, agentIds: [agentId] });
	const closed = (await lockOf(tx, agentId, businessMonth)) !== undefined;
	const targets = targetLines(standing, post, { rule, closed });
	if (closed) return makeGood(scribe, of, { post, targets, standing });
	await write(scribe, of, post, changesOf(standing, targets, post.cause));
	await takeBack(scribe, of, { post, targets });
}

/** Posts months of many agents that have no entries yet, at once. */
export async function postFirst(
	scribe: LedgerScribe,
	months: readonly (AgentMonthOf & { lines: readonly Wanted[] })[],
	rule: LedgerRule
): Promise<void> {
	const entries: NewEntry[] = [];
	const drafts: Parameters<typeof appendAudit>[1][] = [];
	for (const { lines, agentId, businessMonth } of months) {
		const of = { agentId, businessMonth };
		const targets = targetLines([], { kinds: [], lines }, { rule, closed: false });
		const changes = changesOf([], targets, 'found');
		if (changes.length === 0) continue;
		entries.push(...changes.map((change) => entryOf(scribe, of, change, '')));
		drafts.push(auditOf(of, 'found', changes));
	}
	await scribe.tx.insertMany(ledgerEntries, entries);
	await appendAudit(scribe, ...drafts);
}

interface Changed {
	line: Line;
	before: StandingLine | undefined;
	cause: LedgerCause;
	pointsTo: string | null;
}

function changesOf(
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

async function write(
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

interface Worked {
	post: Post;
	targets: readonly Line[];
}

/** Of a closed month: what is owed goes into the first month from now on that is open to the agent. */
async function makeGood(
	scribe: LedgerScribe,
	{ agentId, businessMonth: month }: AgentMonthOf,
	{ post, targets, standing }: Worked & { standing: readonly StandingLine[] }
) {
	const { tx, now, zone } = scribe;
	const thisMonth = monthOfDay(businessDay(now, zone));
	const closed = await closedMonths(tx, agentId, thisMonth);
	let open = thisMonth;
	while (closed.has(open)) open = addMonths(open, 1);
	const after = await afterLines(tx, agentId);
	const frozen = new Map(standing.map((line) => [line.lineKey, line]));
	const gone = goneSince(month, post.kinds, { targets, after });
	const changes = [...targets, ...gone].flatMap((target): Changed[] => {
		const owed = afterLine({ month, open }, { target, frozen: frozen.get(target.lineKey) }, after);
		if (!owed) return [];
		const { pointsTo, ...line } = owed;
		const here = (other: (typeof after)[number]) =>
			other.lineKey === line.lineKey && other.businessMonth === open;
		return [{ line, before: after.find(here), cause: 'after-close', pointsTo }];
	});
	const into = { agentId, businessMonth: open };
	await write(scribe, into, { ...post, cause: 'after-close' }, changes);
}

/** Of a month that was opened again: what was made good of its lines elsewhere falls away. */
async function takeBack(scribe: LedgerScribe, of: AgentMonthOf, { post, targets }: Worked) {
	const after = await afterLines(scribe.tx, of.agentId);
	const back = takenBack(of.businessMonth, targets, after);
	for (const [businessMonth, lines] of Map.groupBy(back, (line) => line.businessMonth)) {
		const into = { agentId: of.agentId, businessMonth };
		const gone = lines.map((line) => ({ ...factsOf(line), ...NOTHING }));
		if (await lockOf(scribe.tx, of.agentId, businessMonth))
			await makeGood(scribe, into, { post, targets: gone, standing: lines });
		else await write(scribe, into, post, changesOf(lines, gone, post.cause));
	}
}
