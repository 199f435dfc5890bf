/** One row of a calendar's CSV file, read. Which columns it may have is told in docs/calendar.md. */
import { addDays, parseDay, type BusinessDay } from '../shared/calendar.ts';
import { columnNamed } from '../shared/heading.ts';
import { kindOfWords, plainHolidayName } from './day-words.ts';
import { MAX_ENTRY_DAYS, held, skipped, type Entry, type Reach } from './entry.ts';
import { standardGreetings, type Greeting } from './greeting.ts';
import type { DayKind } from './working-calendar.ts';

export const columns = ['date', 'to', 'kind', 'name', 'greeting_zh', 'greeting_en'] as const;
export type Column = (typeof columns)[number];

const chinese: Record<string, Column> = {
	日期: 'date',
	开始: 'date',
	开始日期: 'date',
	结束: 'to',
	结束日期: 'to',
	至: 'to',
	类型: 'kind',
	类别: 'kind',
	名称: 'name',
	节日: 'name',
	问候语: 'greeting_zh',
	中文问候语: 'greeting_zh',
	英文问候语: 'greeting_en'
};

/** The column that a heading names. */
export const columnOf = (heading: string): Column | undefined =>
	columnNamed(heading, columns, chinese);

/** `2026-10-01`, `2026/10/1`, `20261001` or `2026年10月1日`. */
export function readDay(text: string): BusinessDay | undefined {
	const [, year, month, day] =
		/^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(?=\d{4}$))/.exec(text) ?? [];
	if (!year) return undefined;
	const [m, d] = month && day ? [month, day] : [text.slice(4, 6), text.slice(6)];
	return /^\d{4}(?:\d{4}|\D\d{1,2}\D\d{1,2}日?)$/.test(text)
		? parseDay(`${year}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
		: undefined;
}

/** Control characters and those that turn the direction of writing have no place in a name. */
const hidden = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
export const isPlainText = (text: string, max: number): boolean =>
	text.length <= max && !hidden.test(text);

interface CsvReading {
	reach: Reach;
	/** Takes every row as this kind of day. */
	as: DayKind | undefined;
}

/** Reads one row; `line` is that of the file on which it begins. */
export function readCalendarRow(
	cells: Partial<Record<Column, string>>,
	line: number,
	{ reach, as }: CsvReading
): Entry {
	const cell = (column: Column) => cells[column]?.trim().normalize('NFC') ?? '';
	const named = cell('name');
	const place = { line, name: isPlainText(named, 64) ? named : plainHolidayName(named) };
	if (!isPlainText(named, 64)) return held(place, 'name-invalid');
	const said = { zh: cell('greeting_zh'), en: cell('greeting_en') };
	if (!isPlainText(said.zh, 64) || !isPlainText(said.en, 64)) return held(place, 'name-invalid');

	if (!cell('date')) return held(place, 'date-missing');
	const firstDay = readDay(cell('date'));
	const lastDay = cell('to') ? readDay(cell('to')) : firstDay;
	if (firstDay === undefined || lastDay === undefined) return held(place, 'date-invalid');
	if (lastDay < firstDay) return held(place, 'ends-before-start');
	if (lastDay < reach.from) return skipped(place, 'long-past');
	if (lastDay > reach.to) return held(place, 'too-far');
	if (addDays(firstDay, MAX_ENTRY_DAYS) <= lastDay)
		return held(place, 'too-long', { limit: MAX_ENTRY_DAYS });

	const greeting = greetingOf(said);
	const kind = as ?? kindOfCell(cell('kind'));
	if (kind === null && !greeting) return held(place, 'kind-missing');
	if (kind !== null && kind !== 'holiday' && kind !== 'working') return held(place, kind);
	const days = kind ? daysFrom(firstDay, lastDay).filter((day) => day >= reach.from) : [];
	return {
		...place,
		state: 'taken',
		kind,
		days,
		greeting: greeting && { firstDay, lastDay, greeting }
	};
}

/** All days from `first` to `last`. */
export function daysFrom(first: BusinessDay, last: BusinessDay): BusinessDay[] {
	const days: BusinessDay[] = [];
	for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
	return days;
}

const kindOfCell = (text: string) => (text === '' ? null : kindOfWords(text));

/** Words given in one language only stand for both, except those of the known greetings. */
function greetingOf({ zh, en }: { zh: string; en: string }): Greeting | null {
	if (!zh && !en) return null;
	const known = standardGreetings.find(
		(one) => one['zh-CN'] === zh || one.en.toLowerCase() === en.toLowerCase()
	);
	return { 'zh-CN': zh || (known?.['zh-CN'] ?? en), en: en || (known?.en ?? zh) };
}
