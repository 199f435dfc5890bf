/**
 * A closed month takes no entries. What changes in it later is made good in the agent's open month:
 * by the difference to what was frozen and what was made good already, pointing back. Pure.
 */
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { kindOfKey, type LedgerKind, type Line } from './entry.ts';
import { AFTER, factsOf, NOTHING, type StandingLine } from './posting.ts';

/** A line with the month in whose ledger it stands. */
export type AfterLine = StandingLine & { businessMonth: BusinessMonth };

const afterKey = (month: BusinessMonth, lineKey: string): string => `${AFTER}${month}:${lineKey}`;

/** The line that an after-line makes good, and its month; undefined of any other line. */
export function madeGoodBy(lineKey: string): { month: BusinessMonth; lineKey: string } | undefined {
	const [, month, rest] = /^after:(\d{6}):(.+)$/.exec(lineKey) ?? [];
	return month && rest ? { month: Number(month), lineKey: rest } : undefined;
}

/**
 * What the open month must show for a line of a closed month; undefined when nothing is owed.
 * `after` are the agent's standing after-lines of all months. What a severe item costs more waits
 * for a head as in any month; what a person decided, and what falls in the agent's favour, does not.
 */
export function afterLine(
	{ month, open }: { month: BusinessMonth; open: BusinessMonth },
	{ target, frozen }: { target: Line; frozen: StandingLine | undefined },
	after: readonly AfterLine[]
): (Line & { pointsTo: string | null }) | undefined {
	const lineKey = afterKey(month, target.lineKey);
	const before = madeGood(after, lineKey);
	const owedFen = target.amountFen - (frozen?.amountFen ?? 0) - before.amountFen;
	const owedTenths = target.pointsTenths - (frozen?.pointsTenths ?? 0) - before.pointsTenths;
	if (owedFen === 0 && owedTenths === 0) return undefined;
	const here = after.find((line) => line.lineKey === lineKey && line.businessMonth === open);
	const amountFen = (here?.amountFen ?? 0) + owedFen;
	const pointsTenths = (here?.pointsTenths ?? 0) + owedTenths;
	const nothing = amountFen === 0 && pointsTenths === 0;
	const waits = target.kind === 'severe-item' && amountFen > 0;
	return {
		...factsOf(target),
		lineKey,
		kind: 'adjustment',
		state: nothing ? 'cancelled' : waits ? 'provisional' : 'confirmed',
		nth: null,
		amountFen,
		pointsTenths,
		ruleVersion: nothing ? null : target.ruleVersion,
		pointsTo: frozen?.entryId ?? null
	};
}

/** What stands in all months to make a line good, also against what was made good too much. */
function madeGood(after: readonly AfterLine[], lineKey: string) {
	const some = after.filter((line) => line.lineKey.endsWith(lineKey));
	return {
		amountFen: some.reduce((sum, line) => sum + line.amountFen, 0),
		pointsTenths: some.reduce((sum, line) => sum + line.pointsTenths, 0)
	};
}

/** Lines that were found only after the month was closed and are not wanted any more, of these kinds. */
export function goneSince(
	month: BusinessMonth,
	kinds: readonly LedgerKind[],
	{ targets, after }: { targets: readonly Line[]; after: readonly AfterLine[] }
): Line[] {
	const known = new Set(targets.map(({ lineKey }) => lineKey));
	const gone = new Map<string, Line>();
	for (const line of after) {
		const made = madeGoodBy(line.lineKey);
		const kind = made && kindOfKey(made.lineKey);
		if (made?.month !== month || !kind || !kinds.includes(kind) || known.has(made.lineKey))
			continue;
		gone.set(made.lineKey, { ...factsOf(line), ...NOTHING, lineKey: made.lineKey, kind });
	}
	return [...gone.values()];
}

/** What was made good of an opened month's lines elsewhere: it falls away, as the month says it itself again. */
export const takenBack = (
	month: BusinessMonth,
	targets: readonly Line[],
	after: readonly AfterLine[]
): AfterLine[] => {
	const keys = new Set(targets.map(({ lineKey }) => afterKey(month, lineKey)));
	return after.filter((line) => keys.has(line.lineKey) && line.state !== 'cancelled');
};
