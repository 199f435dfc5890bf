import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { isLocale } from '#lib/i18n/negotiate.ts';

/** The browser speaks the language in which the server wrote the page. */
overwriteGetLocale(() => {
	const { lang } = document.documentElement;
	return isLocale(lang) ? lang : 'en';
});
