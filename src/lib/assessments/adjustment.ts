/**
 * Adjustments: a lead proposes to give an agent's month something or to take something from it, a head
 * decides; from a threshold on two heads. Nobody decides an own proposal or about the own month. In
 * the ledger and here an amount is what it costs the agent; people type what the agent gets. Pure.
 */
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';

/** Most that one adjustment may give or take. */
const MOST_FEN = 100_000_000;
const MOST_TENTHS = 1000;

/** What was typed, such as `12.50`, `-30` or `−30`, in hundredths; undefined for anything else. An empty field is nothing. */
export function parseAmount(text: string): number | undefined {
	return parsed(text, 2, MOST_FEN);
}

/** Points with one decimal, in tenths. */
export function parsePoints(text: string): number | undefined {
	return parsed(text, 1, MOST_TENTHS);
}

function parsed(text: string, decimals: number, most: number): number | undefined {
	const plain = text
		.normalize('NFKC')
		.replaceAll(/[\s,¥元]/gu, '')
		.replace(/^[\u2212\u2013]/u, '-');
	if (plain === '') return 0;
	const match = /^([+-]?)(\d{1,9})(?:\.(\d+))?$/u.exec(plain);
	const [, sign, whole, rest = ''] = match ?? [];
	if (whole === undefined || rest.length > decimals) return undefined;
	const value = Number(whole + rest.padEnd(decimals, '0'));
	if (value > most) return undefined;
	return sign === '-' && value !== 0 ? -value : value;
}

export interface Proposal {
	month: BusinessMonth;
	/** What it costs the agent; below zero the agent gets it. Undefined when what was typed is no amount. */
	amountFen: number | undefined;
	pointsTenths: number | undefined;
	reason: string;
}

export type ProposalRefusal =
	| 'amount-invalid'
	| 'points-invalid'
	| 'nothing'
	| 'reason-missing'
	| 'month-ahead'
	| 'month-closed';

/** Whether it may be proposed, of a month that has begun and is not closed. */
export function decideProposal(
	{ month, amountFen, pointsTenths, reason }: Proposal,
	{ current, closed }: { current: BusinessMonth; closed: boolean }
): Decision<{ amountFen: number; pointsTenths: number; reason: string }, ProposalRefusal> {
	if (amountFen === undefined) return refuse('amount-invalid');
	if (pointsTenths === undefined) return refuse('points-invalid');
	if (amountFen === 0 && pointsTenths === 0) return refuse('nothing');
	const words = cleanWords(reason);
	if (!isReason(words)) return refuse('reason-missing', { characters: FEWEST_REASON });
	if (month > current) return refuse('month-ahead');
	if (closed) return refuse('month-closed');
	return accept({ amountFen, pointsTenths, reason: words });
}

/** `half`: one of two heads has approved. */
export type AdjustmentState = 'open' | 'half' | 'approved' | 'rejected';

export interface Vote {
	byPerson: string;
	approved: boolean;
}

/** How many heads it needs. */
export const headsNeeded = (amountFen: number, twoHeadsFromFen: number): 1 | 2 =>
	Math.abs(amountFen) >= twoHeadsFromFen ? 2 : 1;

/** One rejection rejects. */
export function adjustmentState(votes: readonly Vote[], needed: 1 | 2): AdjustmentState {
	if (votes.some(({ approved }) => !approved)) return 'rejected';
	if (votes.length >= needed) return 'approved';
	return votes.length > 0 ? 'half' : 'open';
}

interface DecidableAdjustment {
	votes: readonly Vote[];
	needed: 1 | 2;
	/** The person who proposed it, and whose month it is, whichever accounts they used. */
	proposer: string;
	agent: string;
}

export type AdjustmentRefusal =
	'already-decided' | 'same-person' | 'already-yours' | 'reason-missing';

/** Whether `person` may decide about it now, and what it is then. */
export function decideAdjustment(
	{ votes, needed, proposer, agent }: DecidableAdjustment,
	{ person, approved, reason }: { person: string; approved: boolean; reason: string }
): Decision<{ state: AdjustmentState; reason: string }, AdjustmentRefusal> {
	const state = adjustmentState(votes, needed);
	if (state === 'approved' || state === 'rejected') return refuse('already-decided', { state });
	if (person === proposer || person === agent) return refuse('same-person');
	if (votes.some(({ byPerson }) => byPerson === person)) return refuse('already-yours');
	const words = cleanWords(reason);
	if (!isReason(words)) return refuse('reason-missing', { characters: FEWEST_REASON });
	return accept({
		state: adjustmentState([...votes, { byPerson: person, approved }], needed),
		reason: words
	});
}
