/** One event: which days, and what kind of days they are. */
import ICAL from 'ical.js';
import { addDays, businessDay, type BusinessDay } from '../shared/calendar.ts';
import { accept, refuse, type Decision } from '../shared/decision.ts';
import { kindOfWords, plainHolidayName } from './day-words.ts';
import { MAX_RECURRING, held, skipped, type Entry, type HeldReason } from './entry.ts';
import { instantOfValue, spanOf, type Property, type Span, type Zones } from './ics-days.ts';
import type { IcsReading } from './ics.ts';
import type { DayKind } from './working-calendar.ts';
import { yearlyDays, type RecurRule } from './yearly.ts';

export interface IcsEvent {
	line: number;
	name: string;
	summary: string;
	uid: string;
	/** Same for all revisions of an event; own for an event without a UID. */
	key: string;
	sequence: number;
	recurrenceId: Property | undefined;
	/** Says itself when it comes again. */
	recurs: boolean;
	cancelled: boolean;
	properties: Property[];
}

/** Undefined when ical.js cannot read it. */
export function parseEvent(line: number, lines: readonly string[]): IcsEvent | undefined {
	let properties: Property[];
	try {
		[, properties] = ICAL.parse(lines.join('\r\n')) as [string, Property[]];
	} catch {
		return undefined;
	}
	const find = (name: string) => properties.find(([own]) => own === name);
	const text = (name: string) => textOf(find(name)?.[3]).trim();
	const recurrenceId = find('recurrence-id');
	const uid = text('uid');
	return {
		line,
		name: plainHolidayName(text('summary')),
		summary: text('summary'),
		uid,
		key: uid ? `${uid} ${textOf(recurrenceId?.[3])}` : `line ${line}`,
		sequence: Number(find('sequence')?.[3]) || 0,
		recurrenceId,
		recurs: !recurrenceId && ['rrule', 'rdate'].some((name) => find(name)),
		cancelled: /^cancelled$/i.test(text('status')),
		properties
	};
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

interface EventReading extends IcsReading {
	zones: Zones;
	/** Occurrences that other events replace. */
	moved: Property[];
}

/** The event as an entry: taken, held with the reason, or skipped. */
export function readEvent(event: IcsEvent, reading: EventReading): Entry {
	const kind = reading.as ?? kindOf(event);
	if (kind === 'observance') return skipped(event, kind);
	const place = { line: event.line, name: event.name };
	const span = spanOf((name) => event.properties.find(([own]) => own === name), reading.zones);
	if (kind !== 'holiday' && kind !== 'working') return held(place, kind);
	if (!span.ok) return held(place, span.refusal, span.facts);
	const starts = startsOf(event, span.value, reading);
	if (!starts.ok) return held(place, starts.refusal, starts.facts);

	const { from, to } = reading.reach;
	const days = new Set<BusinessDay>();
	for (const start of starts.value.toSorted((a, b) => a - b))
		for (let n = 0, day = start; n < span.value.length; n++, day = addDays(day, 1)) days.add(day);
	const reached = [...days].filter((day) => day >= from && day <= to);
	if (reached.length === 0)
		return span.value.first > to ? held(place, 'too-far') : skipped(event, 'long-past');
	return { ...place, state: 'taken', kind, days: reached, greeting: null };
}

/** What Apple's holiday calendars say outright. */
const appleDays: Record<string, DayKind> = {
	'WORK-HOLIDAY': 'holiday',
	'ALTERNATE-WORKDAY': 'working'
};
/** How Google's holiday calendars begin the description. */
const googleHoliday = /^\s*(?:public holiday|公共假期|公众假期|法定节假日|法定假日)/i;
const googleObservance = /^\s*(?:observance|纪念日|節日|节日)\s*(?:$|\n|[,，(（])/i;

function kindOf(event: IcsEvent): DayKind | 'observance' | HeldReason {
	const all = (name: string) =>
		event.properties
			.filter(([own]) => own === name)
			.flatMap(([, , , ...values]) => values.map(textOf));
	const apple = appleDays[(all('x-apple-special-day')[0] ?? '').trim().toUpperCase()];
	if (apple) return apple;
	const said = kindOfWords(event.summary);
	if (said !== 'unclear') return said;
	const description = all('description')[0] ?? '';
	if (googleHoliday.test(description)) return 'holiday';
	if (googleObservance.test(description)) return 'observance';
	// Apple puts every day it knows, Valentine's too, under "Holidays".
	if (all('x-apple-universal-id').length > 0) return 'unclear';
	const categories = new Set(all('categories').map(kindOfWords));
	const [only] = ['holiday' as const, 'working' as const].filter((kind) => categories.has(kind));
	return categories.has('holiday') && categories.has('working')
		? 'both-words'
		: (only ?? 'unclear');
}

/** First days of all occurrences. */
function startsOf(
	{ properties }: IcsEvent,
	{ first, length }: Span,
	{ reach, zones, moved }: EventReading
): Decision<BusinessDay[], HeldReason> {
	const all = (name: string) => properties.filter(([own]) => own === name);
	const daysOf = (found: Property[]) =>
		found.flatMap((property) =>
			property.slice(3).flatMap((value) => {
				const at = instantOfValue(property, value, zones);
				return at.ok ? [businessDay(at.value, zones.centre)] : [];
			})
		);
	const rules = all('rrule');
	const added = all('rdate');
	const dates = [...added, ...all('exdate'), ...moved].reduce(
		(sum, one) => sum + one.length - 3,
		0
	);
	if (rules.length > 1 || all('exrule').length > 0 || dates > MAX_RECURRING)
		return refuse('recurrence-unsupported');
	if (daysOf(added).length < added.flatMap((property) => property.slice(3)).length)
		return refuse('recurrence-unsupported');
	const except = new Set(daysOf([...all('exdate'), ...moved]));
	let starts = [first];
	if (rules[0]) {
		const rule = rules[0][3] as RecurRule;
		const until =
			rule.until === undefined ? undefined : daysOf([['until', {}, 'date', textOf(rule.until)]])[0];
		const before = addDays(reach.from, -length);
		const days = yearlyDays(rule, first, { reach: { ...reach, from: before }, until });
		if (!days) return refuse('recurrence-unsupported', { rule: textOf(rule.freq) });
		starts = days;
	}
	return accept([...starts, ...daysOf(added)].filter((day) => !except.has(day)));
}
