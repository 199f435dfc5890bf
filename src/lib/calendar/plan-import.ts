/**
 * What an import would change, decided before anything is written. An entry is taken whole or not
 * at all; entries of one file that contradict each other are held. Importing adds and changes,
 * it never removes a day or shortens a greeting's period.
 */
import { addDays, dayText, type BusinessDay } from '../shared/calendar.ts';
import { accept, refuse, type Decision } from '../shared/decision.ts';
import { held, type Entry, type LeftEntry, type TakenEntry } from './entry.ts';
import { greetingFor, joinedPeriods, sameGreeting, type GreetingPeriod } from './greeting.ts';
import { endlessRestFrom, type DayKind } from './working-calendar.ts';

export interface NamedDay {
	kind: DayKind;
	name: string;
}
export type State = 'new' | 'changed' | 'same';

export interface PlannedDay extends NamedDay {
	day: BusinessDay;
	state: State;
	/** What the calendar names it now. */
	before: NamedDay | null;
}

export interface PlannedGreeting extends GreetingPeriod {
	state: State;
	/** The stored period that grows, for `changed`. */
	id: string | null;
}

export interface PlannedEntry {
	line: number;
	name: string;
	state: State;
	kind: DayKind | null;
	days: PlannedDay[];
}

export interface ImportPlan {
	items: (PlannedEntry | LeftEntry)[];
	/** Each day once, in order, those that stay the same too. */
	days: PlannedDay[];
	greetings: PlannedGreeting[];
}

export interface Stored {
	days: ReadonlyMap<BusinessDay, NamedDay>;
	greetings: readonly (GreetingPeriod & { id: string })[];
}

/** `greetings`: whether holidays of known names bring their greeting with them. */
export function planImport(
	entries: readonly Entry[],
	stored: Stored,
	options: { greetings: boolean }
): Decision<ImportPlan, 'no-working-day'> {
	const agreed = withoutContradictions(entries);
	const taken = agreed.filter((entry) => entry.state === 'taken');
	const days = plannedDays(taken, stored.days);
	const after = new Map([...stored.days].map(([day, { kind }]) => [day, kind]));
	for (const { day, kind } of days.values()) after.set(day, kind);
	const endless = endlessRestFrom(after);
	if (endless !== undefined) return refuse('no-working-day', { from: endless });

	const greetings: PlannedGreeting[] = [];
	let standing = stored.greetings;
	for (const period of wantedGreetings(taken, options.greetings)) {
		const planned = plannedGreeting(period, standing);
		greetings.push(planned);
		standing = standing.map((one) =>
			one.id === planned.id ? { ...one, ...planned, id: one.id } : one
		);
	}
	const items = agreed.map((entry) =>
		entry.state === 'taken' ? plannedEntry(entry, days, greetings) : entry
	);
	return accept({ items, days: [...days.values()].toSorted((a, b) => a.day - b.day), greetings });
}

function withoutContradictions(entries: readonly Entry[]): Entry[] {
	const saying = new Map<BusinessDay, Partial<Record<DayKind, number>>>();
	for (const entry of entries) {
		if (entry.state !== 'taken' || !entry.kind) continue;
		for (const day of entry.days) saying.set(day, { [entry.kind]: entry.line, ...saying.get(day) });
	}
	return entries.map((entry) => {
		if (entry.state !== 'taken') return entry;
		const other = entry.kind === 'holiday' ? 'working' : 'holiday';
		const day = entry.days.find((one) => saying.get(one)?.[other] !== undefined);
		if (day === undefined) return entry;
		return held(entry, 'contradicts', { day: dayText(day), otherLine: saying.get(day)![other]! });
	});
}

/** The first entry that names a day gives it its name. */
function plannedDays(
	taken: readonly TakenEntry[],
	stored: Stored['days']
): Map<BusinessDay, PlannedDay> {
	const planned = new Map<BusinessDay, PlannedDay>();
	for (const { kind, name, days } of taken) {
		if (!kind) continue;
		for (const day of days) {
			if (planned.has(day)) continue;
			const before = stored.get(day) ?? null;
			const same = before?.kind === kind && (name === '' || before.name === name);
			const state = before ? (same ? 'same' : 'changed') : 'new';
			planned.set(day, { day, kind, name: same ? before.name : name, state, before });
		}
	}
	return planned;
}

function wantedGreetings(taken: readonly TakenEntry[], known: boolean): GreetingPeriod[] {
	const written = taken.flatMap(({ greeting }) => greeting ?? []);
	const byName = taken.flatMap(({ kind, name, days, greeting }) => {
		const words = known && kind === 'holiday' && !greeting ? greetingFor(name) : undefined;
		return words ? days.map((day) => ({ firstDay: day, lastDay: day, greeting: words })) : [];
	});
	return joinedPeriods([...written, ...byName]);
}

function plannedGreeting(wanted: GreetingPeriod, stored: Stored['greetings']): PlannedGreeting {
	const alike = stored.filter(({ greeting }) => sameGreeting(greeting, wanted.greeting));
	const covers = alike.some(
		({ firstDay, lastDay }) => firstDay <= wanted.firstDay && lastDay >= wanted.lastDay
	);
	if (covers) return { ...wanted, state: 'same', id: null };
	const grows = alike.find(
		({ firstDay, lastDay }) =>
			firstDay <= addDays(wanted.lastDay, 1) && lastDay >= addDays(wanted.firstDay, -1)
	);
	if (!grows) return { ...wanted, state: 'new', id: null };
	return {
		...wanted,
		firstDay: Math.min(grows.firstDay, wanted.firstDay),
		lastDay: Math.max(grows.lastDay, wanted.lastDay),
		state: 'changed',
		id: grows.id
	};
}

function plannedEntry(
	{ line, name, kind, days, greeting }: TakenEntry,
	planned: ReadonlyMap<BusinessDay, PlannedDay>,
	greetings: readonly PlannedGreeting[]
): PlannedEntry {
	const own = days.flatMap((day) => planned.get(day) ?? []);
	const states = new Set<State>(own.map(({ state }) => state));
	if (greeting) {
		const period = greetings.find(
			(one) =>
				sameGreeting(one.greeting, greeting.greeting) &&
				one.firstDay <= greeting.firstDay &&
				one.lastDay >= greeting.lastDay
		);
		if (period) states.add(period.state);
	}
	const [only] = states;
	return { line, name, state: states.size === 1 ? only! : 'changed', kind, days: own };
}
