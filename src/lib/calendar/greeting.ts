/**
 * Holiday greetings: in the dates announced each time, calls open with 新年好 (New Year and Spring
 * Festival), 劳动节快乐, 中秋节快乐 or 国庆节快乐 instead of the ordinary greeting.
 */
import { addDays, type BusinessDay } from '../shared/calendar.ts';

/** What is said, by language. */
export interface Greeting {
	en: string;
	'zh-CN': string;
}

/** Days included on both ends. */
export interface GreetingPeriod {
	firstDay: BusinessDay;
	lastDay: BusinessDay;
	greeting: Greeting;
}

const known: [words: RegExp, greeting: Greeting][] = [
	[/元旦|新年|春节|除夕|new year|spring festival/i, { en: 'Happy New Year', 'zh-CN': '新年好' }],
	[
		/劳动节|五一|labou?r day|may day|workers[’']? day/i,
		{ en: 'Happy Labour Day', 'zh-CN': '劳动节快乐' }
	],
	[/中秋|mid-?autumn/i, { en: 'Happy Mid-Autumn Festival', 'zh-CN': '中秋节快乐' }],
	[/国庆|national day/i, { en: 'Happy National Day', 'zh-CN': '国庆节快乐' }]
];

export const standardGreetings: readonly Greeting[] = known.map(([, greeting]) => greeting);

/** The greeting that belongs to a holiday of this name; undefined without one, and when two would fit. */
export function greetingFor(name: string): Greeting | undefined {
	const fitting = known.filter(([words]) => words.test(name));
	return fitting.length === 1 ? fitting[0]![1] : undefined;
}

export const sameGreeting = (a: Greeting, b: Greeting): boolean =>
	a.en === b.en && a['zh-CN'] === b['zh-CN'];

/** Periods of the same words that overlap or follow one another become one; in order of their days. */
export function joinedPeriods(periods: readonly GreetingPeriod[]): GreetingPeriod[] {
	const joined: GreetingPeriod[] = [];
	for (const period of periods.toSorted((a, b) => a.firstDay - b.firstDay)) {
		const before = joined.find(
			(one) =>
				sameGreeting(one.greeting, period.greeting) && period.firstDay <= addDays(one.lastDay, 1)
		);
		if (before) before.lastDay = Math.max(before.lastDay, period.lastDay);
		else joined.push({ ...period });
	}
	return joined;
}
