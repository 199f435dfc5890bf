/**
 * Writes what an agent's month becomes: an entry for each line that no longer stands as it should, in
 * the transaction of what changed it. Writers follow one another, so two posts of a month do too.
 */
import { businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { addMonths } from '#lib/shared/month.ts';
import { afterLine, goneSince, takenBack } from '../after-close.ts';
import type { Line } from '../entry.ts';
import {
	factsOf,
	isAfterLine,
	lineOf,
	NOTHING,
	standAgain,
	targetLines,
	type Post,
	type StandingLine
} from '../posting.ts';
import { afterLines, closedMonths, lockOf, standingLines } from './queries.ts';
import { ledgerRule } from './rules.ts';
import {
	changesOf,
	writeEntries,
	type AgentMonthOf,
	type Changed,
	type LedgerScribe
} from './write.ts';

export type { Post, Wanted } from '../posting.ts';
export type { AgentMonthOf, LedgerScribe } from './write.ts';

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
	await writeEntries(scribe, of, post, changesOf(standing, targets, post.cause));
	await takeBack(scribe, of, { post, targets });
}

/**
 * A head confirms lines of an open month: severe items, and what waits in it to make good an item of a
 * closed month. The caller has seen to it that each of them may be confirmed.
 */
export async function confirmLines(
	scribe: LedgerScribe,
	{ agentId, businessMonth }: AgentMonthOf,
	lineKeys: ReadonlySet<string>
): Promise<void> {
	const standing = await standingLines(scribe.tx, { month: businessMonth, agentIds: [agentId] });
	const rule = await ledgerRule(scribe.tx, businessMonth);
	const lines = standAgain(standing).map((line) => ({
		...line,
		confirm: lineKeys.has(line.lineKey)
	}));
	const severe = targetLines(standing, { kinds: ['severe-item'], lines }, { rule, closed: false });
	const after = standing
		.filter((line) => isAfterLine(line) && lineKeys.has(line.lineKey))
		.map((line): Line => ({ ...lineOf(line), state: 'confirmed' }));
	const changes = changesOf(standing, [...severe, ...after], 'confirmed');
	await writeEntries(scribe, { agentId, businessMonth }, { cause: 'confirmed' }, changes);
}

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
	await writeEntries(scribe, into, { ...post, cause: 'after-close' }, changes);
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
		else await writeEntries(scribe, into, post, changesOf(lines, gone, post.cause));
	}
}
