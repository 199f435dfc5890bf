/** Posts what reviews make of an agent's month, in the transaction of what changed one of them. */
import type { LedgerCause } from '#lib/ledger/entry.ts';
import { postLines, type AgentMonthOf, type LedgerScribe } from '#lib/ledger/server/post.ts';
import { reviewLineKinds, reviewLines } from '../month-lines.ts';
import { reviewFacts } from './month-facts.ts';

export { reviewFacts } from './month-facts.ts';

/** Works out the review lines of the month anew and posts what differs. */
export async function postReviewLines(
	scribe: LedgerScribe,
	of: AgentMonthOf,
	why: { cause: LedgerCause; reason?: string | undefined }
): Promise<void> {
	const { agentId, businessMonth: month } = of;
	const facts = (await reviewFacts(scribe.tx, { month, agentIds: [agentId] })).get(agentId);
	const lines = facts ? reviewLines(facts) : [];
	await postLines(scribe, of, { ...why, kinds: reviewLineKinds, lines });
}
