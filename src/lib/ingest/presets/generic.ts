/**
 * Any recorder: an own pattern with named groups (docs/import.md lists them), or, without one,
 * the one date and time with seconds that the name holds.
 */
import { callKinds, type CallKind, type Direction } from '#lib/recordings/call.ts';
import { workOrderAttributes } from '#lib/recordings/work-order.ts';
import { parseStamp, uniqueidMs, type Stamp } from '../name-time.ts';
import { patternPrefixes } from './pattern-parts.ts';
import {
	definePreset,
	directionByShape,
	isExtension,
	noMatch,
	numberOrNull,
	type Match,
	type NameReading
} from './define.ts';

type Groups = Record<string, string>;

/** Groups that have a meaning; any other becomes an attribute, `name.<group>` but for those of the work order. */
const knownGroups = [
	...['t', 'date', 'time', 'year', 'month', 'day', 'hour', 'minute', 'second', 'epoch', 'uniqueid'],
	...[
		'sourceKey',
		'agent',
		'extension',
		'from',
		'src',
		'to',
		'dst',
		'customer',
		'queue',
		'direction',
		'kind',
		'any'
	]
] as const;

export const generic = definePreset({
	name: 'generic',
	sides: 'agent-left',
	takesPattern: true,
	read({ fileName, relativePath }, pattern, match) {
		if (!pattern) return readDefault(fileName);
		const text = pattern.includes('/') ? relativePath : fileName;
		const groups = match(pattern, text);
		if (groups === 'timeout') return { ok: false, code: 'E_PATTERN_TIMEOUT', part: pattern };
		if (!groups) return noMatch(failingPart(pattern, text, match));
		return fromGroups(groups);
	}
});

const stampInName =
	/(?<!\d)(?:\d{4})[-._年]?(?:\d{2})[-._月]?(?:\d{2})日?[T _-]?(?:\d{2})[-:._时]?(?:\d{2})[-:._分]?(?:\d{2})秒?(?!\d)/g;
const idInName = /(?<![\d.])\d{10}\.\d{1,9}(?![\d.]*\d)/;
const uuidInName = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The built-in reading: one time with seconds; an Asterisk id or a uuid becomes the call's key. */
function readDefault(fileName: string): NameReading {
	const uuid = uuidInName.exec(fileName)?.[0];
	const text = uuid ? fileName.replace(uuid, 'uuid') : fileName;
	const stamps = [...new Set(text.match(stampInName) ?? [])].filter((found) => parseStamp(found));
	const uniqueid = idInName.exec(text)?.[0];
	const epochMs = uniqueid ? uniqueidMs(uniqueid) : undefined;
	if (stamps.length === 0 && epochMs === undefined) return noMatch('time');
	// Which of two is the beginning nobody can tell from the name.
	if (stamps.length > 1 && epochMs === undefined)
		return { ok: false, code: 'E_TIME_AMBIGUOUS', part: 'time', candidates: stamps };
	const groups: Groups = {};
	if (stamps.length === 1) groups.t = stamps[0]!;
	if (uniqueid) groups.uniqueid = uniqueid;
	else if (uuid) groups.sourceKey = uuid.toLowerCase();
	return fromGroups(groups);
}

function fromGroups(groups: Groups): NameReading {
	const stamp = stampOf(groups);
	const id = groups.uniqueid ?? groups.sourceKey;
	const epoch = groups.epoch ? parseStamp(groups.epoch) : undefined;
	const epochMs = epoch?.kind === 'epoch' ? epoch.atMs : id ? uniqueidMs(id) : undefined;
	if (!stamp && epochMs === undefined) return noMatch('time');
	const from = numberOrNull(groups.from ?? groups.src);
	const to = numberOrNull(groups.to ?? groups.dst);
	const direction = directionOf(groups.direction) ?? directionByShape(from, to);
	const [far, near] = direction === 'outbound' ? [to, from] : [from, to];
	const inside = [near, far].find((number) => number && isExtension(number)) ?? null;
	return {
		ok: true,
		said: {
			sourceKey: groups.sourceKey ?? groups.uniqueid ?? null,
			direction,
			kind: kindOf(groups.kind),
			customer:
				numberOrNull(groups.customer) ?? (direction === 'internal' || far === inside ? null : far),
			queue: groups.queue ?? null,
			endpoint: groups.extension ?? inside,
			agentRef: groups.agent ?? null,
			epochMs,
			stamp,
			attributes: Object.fromEntries(
				Object.entries(groups)
					.filter(([group]) => !(knownGroups as readonly string[]).includes(group))
					.map(([group, value]) => [attributeName(group), value])
			)
		}
	};
}

/** What is said of the work order keeps its name in every source; other groups are told to come from the file's name. */
const attributeName = (group: string): string =>
	(workOrderAttributes as readonly string[]).includes(group) ? group : `name.${group}`;

function stampOf(groups: Groups): Stamp | undefined {
	if (groups.t) return parseStamp(groups.t);
	const date =
		groups.date ?? (groups.year && `${groups.year}-${two(groups.month)}-${two(groups.day)}`);
	const time =
		groups.time ??
		(groups.hour &&
			`${two(groups.hour)}-${two(groups.minute)}${groups.second ? `-${two(groups.second)}` : ''}`);
	if (date && time) return parseStamp(`${date}T${time}`);
	return groups.time ? parseStamp(groups.time) : undefined;
}

const two = (part: string | undefined) => (part ?? '').padStart(2, '0');

const directionWords: Record<string, Direction> = Object.fromEntries([
	...['in', 'i', 'inbound', 'incoming', 'inc', '呼入', '来电'].map((word) => [word, 'inbound']),
	...['out', 'o', 'outbound', 'outgoing', '呼出', '去电', '外呼'].map((word) => [word, 'outbound']),
	...['int', 'internal', 'local', '内部', '内线'].map((word) => [word, 'internal'])
]) as Record<string, Direction>;

const directionOf = (word: string | undefined): Direction | undefined =>
	word === undefined ? undefined : (directionWords[word.toLowerCase()] ?? 'unknown');

const kindWords: Record<string, CallKind> = {
	接报: 'report',
	报修: 'report',
	回访: 'call-back',
	callback: 'call-back'
};

function kindOf(word: string | undefined): CallKind | null {
	if (word === undefined) return null;
	const lower = word.toLowerCase();
	return callKinds.find((kind) => kind === lower) ?? kindWords[lower] ?? null;
}

/** The part of the pattern from which on the name does not fit: the longest beginning that fits is searched by halves. */
function failingPart(pattern: string, text: string, match: Match): string {
	const prefixes = patternPrefixes(pattern);
	let fits = -1;
	let fails = prefixes.length - 1;
	while (fails - fits > 1) {
		const middle = (fits + fails) >> 1;
		const groups = match(prefixes[middle]!, text);
		if (groups === null || groups === 'timeout') fails = middle;
		else fits = middle;
	}
	return pattern.slice(fits < 0 ? 0 : prefixes[fits]!.length).slice(0, 80);
}
