/**
 * What a month's lines become when what they are made of has changed. The caller says which lines
 * of which kinds there should be; each takes its state from what it was and what is disputed, severe
 * items their price from their place. A line that is no longer wanted is cancelled. Pure.
 */
import type { LedgerCause, LedgerKind, LedgerState, Line, LineFacts } from './entry.ts';
import type { PenaltyStep } from './penalty.ts';
import { priceSevere, shareOf, type SelfReportedShares } from './pricing.ts';

/** A line that there should be. */
export interface Wanted extends LineFacts {
	/** A dispute of it is open. */
	disputed?: boolean;
	/** A head confirms it now. */
	confirm?: boolean;
	/** Of other kinds than severe items, which the rule prices; when left out, what the rule gives for the kind. */
	amountFen?: number;
	pointsTenths?: number;
}

/** What lines are priced by in a month. */
export interface LedgerRule {
	/** Of the penalty table. */
	version: number;
	steps: readonly PenaltyStep[];
	shares: SelfReportedShares;
	/** What a line of a kind is worth that says nothing itself; nothing where it is not named. */
	values: LineValues;
}

export type LineValues = Partial<Record<LedgerKind, { amountFen: number; pointsTenths: number }>>;

/** A line as its newest entry has it. */
export interface StandingLine extends Line {
	entryId: string;
	seq: number;
	cause: LedgerCause;
	reason: string;
	by: string;
	at: Date;
	pointsTo: string | null;
	/** Its state when last it was not disputed. */
	settled: LedgerState;
}

export interface Post {
	kinds: readonly LedgerKind[];
	lines: readonly Wanted[];
	cause: LedgerCause;
	/** In the words of whoever caused it. */
	reason?: string | undefined;
}

/** Lines that make good what a closed month can no longer take; only the ledger itself writes them. */
export const AFTER = 'after:';
export const isAfterLine = ({ lineKey }: Pick<LineFacts, 'lineKey'>): boolean =>
	lineKey.startsWith(AFTER);

/** The lines of the post's kinds as they should stand, those that fall away among them. */
export function targetLines(
	standing: readonly StandingLine[],
	{ kinds, lines }: Pick<Post, 'kinds' | 'lines'>,
	{ rule, closed }: { rule: LedgerRule; closed: boolean }
): Line[] {
	const before = new Map(standing.map((line) => [line.lineKey, line]));
	const wanted = new Map(lines.map((line) => [line.lineKey, line]));
	const standingNow = [...wanted.values()].map((line) => {
		const state = stateOf(line, before.get(line.lineKey), closed);
		return { wanted: line, state };
	});
	const prices = priceSevere(
		standingNow
			.filter(({ wanted: { kind } }) => kind === 'severe-item')
			.map(({ wanted: line, state }) => ({
				...{ lineKey: line.lineKey, selfReported: line.selfReported, state },
				callStartedAt: line.callStartedAt ?? new Date(0),
				reviewId: line.reviewId ?? '',
				code: line.code ?? ''
			})),
		{ steps: rule.steps, severeShare: rule.shares.severe }
	);
	const priced = standingNow.map(({ wanted: line, state }): Line => {
		const price = prices.get(line.lineKey);
		return {
			...factsOf(line),
			state,
			...(price
				? { ...price, pointsTenths: line.pointsTenths ?? 0, ruleVersion: rule.version }
				: { nth: null, ...worthOf(line, rule), ruleVersion: null })
		};
	});
	const gone = standing
		.filter(
			(line) =>
				kinds.includes(line.kind) &&
				!isAfterLine(line) &&
				line.state !== 'cancelled' &&
				!wanted.has(line.lineKey)
		)
		.map((line): Line => ({ ...factsOf(line), ...NOTHING }));
	return [...priced, ...gone];
}

/** What a line is worth that no longer stands. */
export const NOTHING = {
	state: 'cancelled',
	nth: null,
	amountFen: 0,
	pointsTenths: 0,
	ruleVersion: null
} as const;

/**
 * A dispute returns a line to what it was before. In a closed month nothing waits for a head any
 * more: what was closed keeps its state, and what is found later counts with what was confirmed.
 */
function stateOf(
	wanted: Wanted,
	before: StandingLine | undefined,
	closed: boolean
): Exclude<LedgerState, 'cancelled'> {
	const stood = before !== undefined && before.state !== 'cancelled';
	if (wanted.disputed && (!closed || before?.state === 'disputed')) return 'disputed';
	if (wanted.kind !== 'severe-item' || wanted.confirm) return 'confirmed';
	if (closed && !stood) return 'confirmed';
	return stood && before.settled === 'confirmed' ? 'confirmed' : 'provisional';
}

function worthOf(line: Wanted, { values, shares }: LedgerRule) {
	const value = values[line.kind];
	const share = (amount: number) =>
		line.selfReported ? shareOf(amount, shares.violation) : amount;
	return {
		amountFen: line.amountFen ?? share(value?.amountFen ?? 0),
		pointsTenths: line.pointsTenths ?? share(value?.pointsTenths ?? 0)
	};
}

export function factsOf(line: LineFacts): LineFacts {
	const { lineKey, kind, recordingId, callStartedAt, reviewId, itemKey } = line;
	const { code, evidenceId, atMs, selfReported } = line;
	return {
		...{ lineKey, kind, recordingId, callStartedAt, reviewId, itemKey },
		...{ code, evidenceId, atMs, selfReported }
	};
}

/** A standing line without what only its entries have. */
export function lineOf(line: Line): Line {
	const { state, nth, amountFen, pointsTenths, ruleVersion } = line;
	return { ...factsOf(line), state, nth, amountFen, pointsTenths, ruleVersion };
}

/** The severe items that stand, wanted as they are. */
export const standAgain = (standing: readonly StandingLine[]): Wanted[] =>
	standing
		.filter(({ kind, state }) => kind === 'severe-item' && state !== 'cancelled')
		.map((line) => ({ ...factsOf(line), disputed: line.state === 'disputed' }));

/** Why a line needs a further entry; undefined when it stands as it should. */
export function changeOf(
	before: StandingLine | undefined,
	after: Line,
	cause: LedgerCause
): LedgerCause | undefined {
	if (!before) return cause;
	const said = (line: Line) => [line.state, line.itemKey, line.atMs, line.selfReported].join();
	if (said(before) !== said(after)) return cause;
	const price = (line: Line) =>
		[line.nth, line.amountFen, line.pointsTenths, line.ruleVersion].join();
	return price(before) === price(after) ? undefined : 'priced-again';
}
