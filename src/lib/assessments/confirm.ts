/** Whether a head may confirm a line of a month now. Rights are the policy's matter. Pure. */
import type { LedgerState } from '#lib/ledger/entry.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

/** Lines that a form confirms at most: a page of them. */
export const MOST_CONFIRMED = 50;

export type ConfirmRefusal = 'disputed' | 'cancelled' | 'already-confirmed' | 'month-closed';

/** While a dispute of it is open, the ruling comes first. */
export function decideConfirm({
	state,
	closed
}: {
	state: LedgerState;
	closed: boolean;
}): Decision<undefined, ConfirmRefusal> {
	if (closed) return refuse('month-closed');
	if (state === 'disputed') return refuse('disputed');
	if (state === 'cancelled') return refuse('cancelled');
	return state === 'confirmed' ? refuse('already-confirmed') : accept(undefined);
}

/** `AGENT LINEKEY`, as a box of the form names a line. */
export const lineName = ({ agentId, lineKey }: { agentId: string; lineKey: string }): string =>
	`${agentId} ${lineKey}`;

export function namedLine(text: string): { agentId: string; lineKey: string } | undefined {
	const [agentId, lineKey, ...rest] = text.split(' ');
	return agentId && lineKey && rest.length === 0 ? { agentId, lineKey } : undefined;
}
