/** Reading one customer's number whole: how many a person may read in a business day. */
import * as v from 'valibot';

/** Numbers that a person may read whole in one business day, unless set otherwise. */
export const DAILY_BUDGET = 50;

/** Name of the setting, a whole number from 0 to 1000. */
export const BUDGET_SETTING = 'unmask.daily-budget';

/** The budget that a stored setting means; what is no budget means the usual one. */
export const budgetOf = (setting: unknown): number =>
	Number.isInteger(setting) && Number(setting) >= 0 && Number(setting) <= 1000
		? Number(setting)
		: DAILY_BUDGET;

/** What its form posts; a field of another name is no part of it. */
export const unmaskInput = v.strictObject({ reason: v.fallback(v.string(), '') });
