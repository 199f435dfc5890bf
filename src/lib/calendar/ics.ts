/**
 * An ICS file as entries of the calendar. Each event is parsed by itself, so that one that cannot
 * be read holds nothing but itself, and each keeps its line.
 */
import { accept, refuse, type Decision } from '../shared/decision.ts';
import {
	MAX_DAYS,
	MAX_ENTRIES,
	MAX_RECURRING,
	held,
	skipped,
	type Entry,
	type Reach
} from './entry.ts';
import { zoneNamed, type Property, type Zones } from './ics-days.ts';
import { parseEvent, readEvent, type IcsEvent } from './ics-event.ts';
import type { DayKind } from './working-calendar.ts';

export interface IcsReading {
	reach: Reach;
	/** The centre's zone: floating times are its. */
	zone: string;
	/** Takes every event as this kind of day. */
	as: DayKind | undefined;
}

export type IcsFault = 'not-a-calendar' | 'truncated' | 'too-many-entries';

/** Reads all events, in the order of the file. */
export function readIcs(text: string, reading: IcsReading): Decision<Entry[], IcsFault> {
	const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
	const has = (wanted: RegExp) => lines.some((line) => wanted.test(line));
	if (!has(/^BEGIN:VCALENDAR\s*$/i)) return refuse('not-a-calendar');
	const blocks = blocksOf(lines, 'VEVENT');
	const zoneBlocks = blocksOf(lines, 'VTIMEZONE');
	if (!blocks || !zoneBlocks || !has(/^END:VCALENDAR\s*$/i)) return refuse('truncated');
	if (blocks.length > MAX_ENTRIES) return refuse('too-many-entries', { limit: MAX_ENTRIES });

	const locations = new Map(zoneBlocks.flatMap(locationOf));
	const zones: Zones = { centre: reading.zone, named: (name) => zoneNamed(name, locations) };
	const events = blocks.map(({ line, lines: of }) => ({ line, event: parseEvent(line, of) }));
	const revisions = revisionsOf(events.flatMap(({ event }) => event ?? []));
	const cancelsAll = has(/^METHOD:CANCEL\s*$/i);
	const recurring = events.filter(({ event }) => event?.recurs).length;
	if (recurring > MAX_RECURRING) return refuse('too-many-entries', { limit: MAX_RECURRING });
	const entries: Entry[] = [];
	let days = 0;
	for (const { line, event } of events) {
		if (!event) entries.push(held({ line, name: '' }, 'unreadable'));
		else if (cancelsAll || event.cancelled) entries.push(skipped(event, 'cancelled'));
		else if (event.sequence < revisions.newest.get(event.key)!)
			entries.push(skipped(event, 'superseded'));
		else {
			const moved = event.recurs ? (revisions.moved.get(event.uid) ?? []) : [];
			const entry = readEvent(event, { ...reading, zones, moved });
			days += entry.state === 'taken' ? entry.days.length : 0;
			if (days > MAX_DAYS) return refuse('too-many-entries', { limit: MAX_DAYS });
			entries.push(entry);
		}
	}
	return accept(entries);
}

/** Of events with the same UID: the newest revision, and the occurrences that others replace. */
function revisionsOf(events: readonly IcsEvent[]) {
	const newest = new Map<string, number>();
	const moved = new Map<string, Property[]>();
	for (const { key, uid, sequence, recurrenceId } of events) {
		newest.set(key, Math.max(sequence, newest.get(key) ?? 0));
		if (!recurrenceId) continue;
		const others = moved.get(uid);
		if (others) others.push(recurrenceId);
		else moved.set(uid, [recurrenceId]);
	}
	return { newest, moved };
}

interface Block {
	/** Of its BEGIN, from 1. */
	line: number;
	lines: string[];
}

/** The components of one kind; undefined when one does not end. */
function blocksOf(lines: readonly string[], kind: string): Block[] | undefined {
	const blocks: Block[] = [];
	let open: Block | undefined;
	for (const [n, line] of lines.entries()) {
		const word = line.trimEnd().toUpperCase();
		if (word === `BEGIN:${kind}`) {
			if (open) return undefined;
			open = { line: n + 1, lines: [] };
		}
		if (line.trim() !== '') open?.lines.push(line);
		if (open && word === `END:${kind}`) {
			blocks.push(open);
			open = undefined;
		}
	}
	return open ? undefined : blocks;
}

/** The real zone that a VTIMEZONE says it is. */
function locationOf({ lines }: Block): [string, string][] {
	const value = (name: string) =>
		lines
			.find((line) => line.toUpperCase().startsWith(`${name}:`))
			?.slice(name.length + 1)
			.trim();
	const id = value('TZID');
	const place = value('X-LIC-LOCATION');
	return id && place ? [[id, place]] : [];
}
