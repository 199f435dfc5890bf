/** The normalised record: from what a name says and a source is, to a call that can be stored. */
import type { CallKind, Direction } from '#lib/recordings/call.ts';
import { issue, type Issue } from './issues.ts';
import { wallClockMs } from './name-time.ts';
import { e164 } from './phone-number.ts';
import { presetOf } from './presets/index.ts';
import type { Match, NameInput, ParsedName } from './presets/define.ts';
import { startTime, type StartTime } from './start-time.ts';
import type { ClockPair } from './zone-check.ts';

/** The part of a source's settings that decides what a name means. */
export interface SourceRules {
	name: string;
	preset: string;
	pattern: string | null;
	zone: string | null;
	country: string | null;
}

export interface CallFacts {
	source: string;
	sourceKey: string;
	groupKey: string;
	direction: Direction;
	kind: CallKind;
	queue: string | null;
	customerNumber: string | null;
	startedAt: Date;
	timeBasis: StartTime['timeBasis'];
	timePrecisionMs: number;
	utcOffsetMin: number | null;
	attributes: Record<string, string>;
}

export interface NamedCall {
	call: CallFacts;
	endpoint: string | null;
	agentRef: string | null;
	issues: Issue[];
}

/** What a name says under a source's rules: a call, or the issue that holds the file. Both clocks, when the name has two. */
type ReadName = ({ named: NamedCall } | { held: Issue }) & { clocks?: ClockPair };

/** Reads one name. `key` is the recording's key, which stands in for an id that the name lacks. */
export function readName(
	input: NameInput,
	key: string,
	rules: SourceRules,
	match: Match
): ReadName {
	const preset = presetOf(rules.preset);
	if (!preset) throw new TypeError(`no preset ${rules.preset}`);
	const reading = preset.read(input, rules.pattern, match);
	if (!reading.ok) {
		const { code, part, candidates } = reading;
		return { held: issue(code, candidates ? { part, candidates } : { part }) };
	}
	const { said } = reading;
	const clocks = clocksOf(said);
	const start = startTime(said, rules.zone);
	if ('held' in start) return { held: start.held, clocks };
	const { issues, ...time } = start;
	const sourceKey = said.sourceKey || key;
	const call: CallFacts = {
		source: rules.name,
		sourceKey,
		groupKey: sourceKey,
		direction: said.direction,
		kind: said.kind ?? kindByDirection[said.direction],
		queue: said.queue,
		customerNumber: said.customer,
		...time,
		attributes: withInternational(said, rules.country)
	};
	return { named: { call, endpoint: said.endpoint, agentRef: said.agentRef, issues }, clocks };
}

const kindByDirection: Record<Direction, CallKind> = {
	inbound: 'report',
	outbound: 'call-back',
	internal: 'other',
	unknown: 'other'
};

function clocksOf({ epochMs, stamp }: ParsedName): ClockPair | undefined {
	if (epochMs === undefined || stamp?.kind !== 'local') return undefined;
	return { epochMs, localMs: wallClockMs(stamp.local) };
}

function withInternational(said: ParsedName, country: string | null): Record<string, string> {
	const international = e164(said.customer, country);
	return international ? { ...said.attributes, 'customer.e164': international } : said.attributes;
}
