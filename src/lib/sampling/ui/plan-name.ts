import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { PlanRule } from '../plan.ts';

/** A plan's name in the reader's language, or in the one given. */
export const planName = (
	{ name }: Pick<PlanRule, 'name'>,
	locale: keyof PlanRule['name'] = getLocale()
): string => name[locale];
