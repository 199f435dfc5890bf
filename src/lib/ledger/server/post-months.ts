/** Posts a month of many agents at once, with as few queries as one agent's takes. */
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { targetLines, standAgain, type Post, type Wanted } from '../posting.ts';
import { postLines } from './post.ts';
import { agentsClosedIn, agentsMadeGoodFor, standingLines } from './queries.ts';
import { ledgerRule } from './rules.ts';
import { changesOf, writeMonths, type LedgerScribe } from './write.ts';

/** As `postLines` for each of the agents; those not named are left alone. */
export async function postMonths(
	scribe: LedgerScribe,
	businessMonth: BusinessMonth,
	{ agents, ...post }: Omit<Post, 'lines'> & { agents: ReadonlyMap<string, readonly Wanted[]> }
): Promise<void> {
	if (agents.size === 0) return;
	const { tx } = scribe;
	const rule = await ledgerRule(tx, businessMonth);
	const closed = await agentsClosedIn(tx, businessMonth);
	const madeGood = await agentsMadeGoodFor(tx, businessMonth);
	const standing = Map.groupBy(
		await standingLines(tx, { month: businessMonth, agentIds: [...agents.keys()] }),
		({ agentId }) => agentId
	);
	const months: Parameters<typeof writeMonths>[2][number][] = [];
	const apart: [string, readonly Wanted[]][] = [];
	for (const [agentId, lines] of agents) {
		if (closed.has(agentId) || madeGood.has(agentId)) {
			apart.push([agentId, lines]);
			continue;
		}
		const before = standing.get(agentId) ?? [];
		const targets = targetLines(before, { ...post, lines }, { rule, closed: false });
		const of = { agentId, businessMonth };
		months.push({ of, changes: changesOf(before, targets, post.cause) });
	}
	await writeMonths(scribe, post, months);
	// Few: what a closed month owes is worked out from all of an agent's months.
	for (const [agentId, lines] of apart)
		await postLines(scribe, { agentId, businessMonth }, { ...post, lines });
}

/** Prices all severe items of an open month again, after its table has changed. */
export async function priceAgain(scribe: LedgerScribe, month: BusinessMonth): Promise<void> {
	const standing = await standingLines(scribe.tx, { month });
	const byAgent = Map.groupBy(standing, ({ agentId }) => agentId);
	const agents = new Map([...byAgent].map(([agentId, lines]) => [agentId, standAgain(lines)]));
	await postMonths(scribe, month, { kinds: ['severe-item'], cause: 'priced-again', agents });
}
