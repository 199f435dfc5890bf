/** An import's items in words. */
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayLabel } from '#lib/i18n/format.ts';
import type { LeftEntry } from '../entry.ts';
import type { PlannedDay, PlannedEntry, PlannedGreeting } from '../plan-import.ts';
import type { ShownState } from '../preview.ts';
import type { RosterReason } from '../roster-row.ts';
import { runsOf } from '../year-view.ts';
import { kindWord, reasonText, spanText } from './texts.ts';

export interface PreviewRow {
	line: number | null;
	state: ShownState;
	name: string;
	what: string[];
}

/** Of an event of many years so many runs of days are written out. */
const RUNS = 4;

export const entryRow = (item: PlannedEntry | LeftEntry): PreviewRow => ({
	line: item.line,
	state: item.state,
	name: item.name,
	what: 'days' in item ? dayTexts(item.days) : [reasonText(item.reason, item.facts)]
});

function dayTexts(days: PlannedDay[]): string[] {
	const runs = runsOf(days).map(({ first, last, kind }) => {
		const before = days.find(
			({ day, state }) => day >= first && day <= last && state === 'changed'
		);
		const was = before?.before ? ` (${m.calendar_preview_was({ kind: wasText(before) })})` : '';
		return `${spanText(first, last)} · ${kindWord(kind)}${was}`;
	});
	const more = runs.length - RUNS;
	return more > 0 ? [...runs.slice(0, RUNS), m.calendar_preview_more({ count: more })] : runs;
}

/** The kind it was, or the name when only that changes. */
const wasText = ({ before, kind }: PlannedDay) =>
	before!.kind === kind ? before!.name || kindWord(kind) : kindWord(before!.kind);

export const greetingRow = ({
	state,
	greeting,
	firstDay,
	lastDay
}: PlannedGreeting): PreviewRow => ({
	line: null,
	state,
	name: greeting[getLocale() === 'en' ? 'en' : 'zh-CN'],
	what: [`${spanText(firstDay, lastDay)} · ${m.calendar_greetings_column()}`]
});

export const rosterRow = (item: {
	line: number;
	staffNo: string | null;
	state: 'new' | 'changed' | 'same' | 'held';
	reason?: RosterReason;
	day?: number;
	shift?: string | null;
}): PreviewRow => ({
	line: item.line,
	state: item.state,
	name: item.staffNo ?? '',
	what: item.reason
		? [reasonText(item.reason)]
		: [
				[
					item.day ? dayLabel(item.day) : '',
					item.shift === null ? m.calendar_roster_off() : item.shift
				]
					.filter(Boolean)
					.join(' · ')
			]
});
