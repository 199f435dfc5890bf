/**
 * What the severe items of a month cost (house rule M13). A confirmed one is priced by its place
 * among the confirmed ones; one that is not yet, or is disputed, carries what it would cost if all that
 * stands were confirmed. The order is that of the calls, whatever the order of arrival: time of the
 * call, then review, then code. Pure.
 */
import type { LedgerState } from './entry.ts';
import { priceOf, type PenaltyStep } from './penalty.ts';

/** Shares of the price, in thousandths, that are charged for what the agent reported before a review found it. */
export interface SelfReportedShares {
	violation: number;
	severe: number;
}

/** Nothing is charged for what was reported, severe items excepted. */
export const standardShares: SelfReportedShares = { violation: 0, severe: 1000 };

/** A severe item that stands. */
export interface StandingItem {
	lineKey: string;
	callStartedAt: Date;
	reviewId: string;
	code: string;
	state: Exclude<LedgerState, 'cancelled'>;
	selfReported: boolean;
}

interface Price {
	nth: number;
	amountFen: number;
}

interface PriceRule {
	steps: readonly PenaltyStep[];
	/** Of a self-reported severe item, thousandths. */
	severeShare: number;
}

/** Price of each item, by its line. */
export function priceSevere(
	items: readonly StandingItem[],
	{ steps, severeShare }: PriceRule
): Map<string, Price> {
	const prices = new Map<string, Price>();
	let [all, confirmed] = [0, 0];
	for (const item of [...items].sort(byCall)) {
		all += 1;
		if (item.state === 'confirmed') confirmed += 1;
		const nth = item.state === 'confirmed' ? confirmed : all;
		const full = priceOf(steps, nth);
		const amountFen = item.selfReported ? shareOf(full, severeShare) : full;
		prices.set(item.lineKey, { nth, amountFen });
	}
	return prices;
}

/** `thousandths` of an amount, rounded half away from zero. */
export const shareOf = (amount: number, thousandths: number): number =>
	Math.sign(amount) * Math.round((Math.abs(amount) * thousandths) / 1000) || 0;

type Placed = Pick<StandingItem, 'callStartedAt' | 'reviewId' | 'code'>;

/** The order in which severe items count. */
const byCall = (a: Placed, b: Placed): number =>
	a.callStartedAt.getTime() - b.callStartedAt.getTime() ||
	compare(a.reviewId, b.reviewId) ||
	compare(a.code, b.code);

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
