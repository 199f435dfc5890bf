/**
 * Instants, days and numbers as people read them: `21 Nov 2026`, `2026年11月21日`, `14:02`.
 * The language is the page's; the zone is the centre's and always given, so that server and
 * browser write the same.
 */
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { BusinessDay, BusinessMonth } from '#lib/shared/calendar.ts';

type Locale = 'en' | 'zh-CN';
type Options = Intl.DateTimeFormatOptions;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter is slow, using one is not: each is made once. */
function formatter(locale: Locale, timeZone: string, options: Options): Intl.DateTimeFormat {
	const key = [locale, timeZone, ...Object.entries(options as Record<string, string>).flat()].join(
		'|'
	);
	let made = formatters.get(key);
	if (!made) {
		// "21 Nov 2026" takes its order from en-GB; en-US spells all months with three letters.
		made = new Intl.DateTimeFormat(locale === 'en' ? 'en-US' : 'zh-CN', {
			timeZone,
			numberingSystem: 'latn',
			...options
		});
		formatters.set(key, made);
	}
	return made;
}

function parts(at: Date, timeZone: string, options: Options): Record<string, string> {
	const found = formatter(getLocale(), timeZone, options).formatToParts(at);
	return Object.fromEntries(found.map((part) => [part.type, part.value]));
}

const inEnglish = () => getLocale() === 'en';

/** `21 Nov 2026` · `2026年11月21日`. */
export function dateText(at: Date, zone: string): string {
	const month = inEnglish() ? 'short' : 'numeric';
	const { year, month: name, day } = parts(at, zone, { year: 'numeric', month, day: 'numeric' });
	return inEnglish()
		? `${day} ${name} ${year}`
		: `${year}年${Number.parseInt(name!, 10)}月${Number.parseInt(day!, 10)}日`;
}

/** `14:02`, or with seconds `14:02:31`. */
export function timeText(
	at: Date,
	zone: string,
	precision: 'minute' | 'second' = 'minute'
): string {
	const options: Options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
	const found = parts(
		at,
		zone,
		precision === 'second' ? { ...options, second: '2-digit' } : options
	);
	const shown = [found.hour, found.minute, ...(precision === 'second' ? [found.second] : [])];
	return shown.map((part) => part!.padStart(2, '0')).join(':');
}

/** `21 Nov 2026 14:02` · `2026年11月21日 14:02`. */
export const dateTimeText = (at: Date, zone: string): string =>
	`${dateText(at, zone)} ${timeText(at, zone)}`;

/** `Sat` · `周六`. */
export const weekdayText = (at: Date, zone: string): string =>
	parts(at, zone, { weekday: 'short' }).weekday!;

const noonOf = (day: BusinessDay) =>
	new Date(Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100, 12));

/** A business day: `21 Nov 2026` · `2026年11月21日`. */
export const dayLabel = (day: BusinessDay): string => dateText(noonOf(day), 'UTC');

/** A business month: `Nov 2026` · `2026年11月`. */
export function monthLabel(month: BusinessMonth): string {
	const year = Math.floor(month / 100);
	if (!inEnglish()) return `${year}年${month % 100}月`;
	return `${parts(noonOf(month * 100 + 1), 'UTC', { month: 'short' }).month} ${year}`;
}

/** `1,234.5` with `digits` decimals when given, else at most three and none without need. */
export function numberText(n: number, digits?: number): string {
	const fixed =
		digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
	return n.toLocaleString(inEnglish() ? 'en-US' : 'zh-CN', fixed).replace(/^-/, '−');
}

/** `12.5 %` · `12.5%`, of a number of hundredths. */
export const percentText = (n: number, digits?: number): string =>
	inEnglish() ? `${numberText(n, digits)} %` : `${numberText(n, digits)}%`;

/** `one, two` · `一、二`. */
export const listText = (words: readonly string[]): string => words.join(inEnglish() ? ', ' : '、');

/** `Reason: noise` · `原因：噪声`. */
export const labelledText = (label: string, text: string): string =>
	`${label}${inEnglish() ? ': ' : '：'}${text}`;
