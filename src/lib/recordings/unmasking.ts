/** Reading one customer's number whole: how many a person may read in a business day. */
import * as v from 'valibot';

/** Numbers that a person may read whole in one business day, unless set otherwise. */
export const DAILY_BUDGET = 50;

/** The most that may be set. */
export const MOST_BUDGET = 1000;

/** Name of the setting, a whole number from 0 to `MOST_BUDGET`. */
export const BUDGET_SETTING = 'unmask.daily-budget';

export const isBudget = (value: unknown): value is number =>
	Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_BUDGET;

/** The budget that a stored setting means; what is no budget means the usual one. */
export const budgetOf = (setting: unknown): number => (isBudget(setting) ? setting : DAILY_BUDGET);

/** What its form posts; a field of another name is no part of it. */
export const unmaskInput = v.strictObject({ reason: v.fallback(v.string(), '') });
