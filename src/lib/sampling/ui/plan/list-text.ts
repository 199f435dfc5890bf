import { getLocale } from '#lib/i18n/paraglide/runtime.js';

/** `a, b, c` · `a、b、c`. */
export const listText = (parts: readonly string[]): string =>
	parts.join(getLocale() === 'en' ? ', ' : '、');
