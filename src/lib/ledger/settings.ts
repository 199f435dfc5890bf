/**
 * What a centre may set about its ledger. A setting holds from the first day of a month on, never
 * from within one, so that all lines of a month are worth the same. Pure.
 */
import * as v from 'valibot';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { LineValues } from './posting.ts';
import { standardShares, type SelfReportedShares } from './pricing.ts';

const thousandths = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000));
const figure = v.pipe(v.number(), v.integer(), v.minValue(-10_000_000), v.maxValue(10_000_000));

/** What a line of a kind is worth that no rule prices and nobody decides. */
const worth = v.strictObject({ amountFen: figure, pointsTenths: figure });

const ledgerSettings = {
	'ledger.self-reported': v.strictObject({ violation: thousandths, severe: thousandths }),
	'ledger.line-values': v.partial(
		v.strictObject({
			violation: worth,
			praise: worth,
			workload: worth,
			concealment: worth
		})
	),
	/** From this amount on, either way, an adjustment needs two heads. */
	'ledger.two-heads-from-fen': v.pipe(
		v.number(),
		v.integer(),
		v.minValue(0),
		v.maxValue(100_000_000)
	),
	/** Of the pay base, in thousandths: beyond it a month is marked. */
	'ledger.pay-share': thousandths
} as const;
export type LedgerSettingName = keyof typeof ledgerSettings;
export type LedgerSetting<Name extends LedgerSettingName> = v.InferOutput<
	(typeof ledgerSettings)[Name]
>;

export const standardSettings: { [Name in LedgerSettingName]: LedgerSetting<Name> } = {
	'ledger.self-reported': standardShares satisfies SelfReportedShares,
	'ledger.line-values': {} satisfies LineValues,
	'ledger.two-heads-from-fen': 50_000,
	'ledger.pay-share': 200
};

/** What is stored, or the usual where nothing is or it does not fit. */
export function ledgerSetting<Name extends LedgerSettingName>(
	name: Name,
	stored: unknown
): LedgerSetting<Name> {
	const checked = v.safeParse(ledgerSettings[name], stored);
	return checked.success ? checked.output : standardSettings[name];
}

/**
 * An instant well within a month in every time zone. Settings begin with the first day of a month, so
 * what is in force at it is in force all month.
 */
export const within = (month: BusinessMonth): Date =>
	new Date(Date.UTC(Math.floor(month / 100), (month % 100) - 1, 15));
