/**
 * The ledger of a month: what counts for or against an agent, line by line, each opened down to the
 * second of sound it came from. A line's state is the last of its entries; entries are never changed.
 */

/** What a line is about. */
export const ledgerKinds = [
	'severe-item',
	'violation',
	'praise',
	'workload',
	'concealment',
	'event-omitted',
	'indicator',
	'adjustment',
	'accountability'
] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

/**
 * `provisional` until a head confirms it, `disputed` while a dispute of it is open, `confirmed`, or
 * `cancelled`: it no longer stands and costs nothing.
 */
export const ledgerStates = ['provisional', 'disputed', 'confirmed', 'cancelled'] as const;
export type LedgerState = (typeof ledgerStates)[number];

/** Why an entry was written. */
export type LedgerCause =
	| 'found'
	| 'corrected'
	| 'disputed'
	| 'withdrawn'
	| 'ruled'
	| 'confirmed'
	| 'priced-again'
	| 'decided'
	| 'after-close';

/**
 * Names a line within an agent's month, the same for ever. It begins with the name of its kind, of
 * severe items with `severe`: `severe:RECORDING:CODE`, `violation:RECORDING:ITEM`, `adjustment:ID` …
 */
type LineKey = string;

/** The kind of a line by its key; undefined when it names none. */
export function kindOfKey(lineKey: LineKey): LedgerKind | undefined {
	const word = lineKey.slice(0, lineKey.indexOf(':'));
	return word === 'severe' ? 'severe-item' : ledgerKinds.find((kind) => kind === word);
}

/** What a line says, whatever its state. */
export interface LineFacts {
	lineKey: LineKey;
	kind: LedgerKind;
	/** Where it came from; null for what has no call. */
	recordingId: string | null;
	callStartedAt: Date | null;
	reviewId: string | null;
	itemKey: string | null;
	/** Of a severe item. */
	code: string | null;
	/** Evidence row, and where it begins in the call. */
	evidenceId: string | null;
	atMs: number | null;
	/** Reported by the agent before a review found it. */
	selfReported: boolean;
}

/** The order in which a month shows its lines: by call, those of none last, then by kind and key. */
export function byPlace(a: LineFacts, b: LineFacts): number {
	const at = ({ callStartedAt }: LineFacts) => callStartedAt?.getTime() ?? Infinity;
	if (at(a) !== at(b)) return at(a) - at(b);
	const kind = ledgerKinds.indexOf(a.kind) - ledgerKinds.indexOf(b.kind);
	return kind || (a.lineKey < b.lineKey ? -1 : 1);
}

/** A line as it stands: facts, state and price. */
export interface Line extends LineFacts {
	state: LedgerState;
	/** Place among the month's severe items by which it is priced; null for other kinds and what is cancelled. */
	nth: number | null;
	/** What it costs, fen; a gain is below zero. */
	amountFen: number;
	/** Tenths of a point, signed, where the kind has points of its own. */
	pointsTenths: number;
	/** Version of the penalty table it was priced by; null when no table prices it. */
	ruleVersion: number | null;
}
