/**
 * Who could hear a recording on a past day: by the grants, tasks and states of custody that were
 * in force then, through the one policy of today. A person is named with the times of the day in
 * which they could, and by what.
 */
import { can, type Placed } from '../people/permissions.ts';
import type { Actor, Grant } from '../people/role.ts';

/** In force in `[from, to)`; null means open. */
export interface Span {
	from: Date;
	to: Date | null;
}

export interface PersonThen {
	id: string;
	grants: readonly (Grant & Span)[];
	/** A task named the recording. */
	entrusted: readonly Span[];
	/** The account was disabled. */
	disabled: readonly Span[];
}

export interface RecordingThen {
	placed: Placed;
	importedAt: Date;
	/** When its agent was found, if later than the import: before that it was nobody's. */
	attributedAt: Date | null;
	/** In quarantine, purged or restricted. */
	closed: readonly Span[];
}

export interface Hearer {
	userId: string;
	/** Parts of the day, in order, none touching the next. */
	times: [Date, Date][];
	/** The grants by which they reached it, as `role:id of team or department`; `task` for a task. */
	by: string[];
}

/** Those who could hear the recording at any instant of `day`, in the order of `people`. */
export function hearersOf(
	recording: RecordingThen,
	people: readonly PersonThen[],
	day: { from: Date; to: Date }
): Hearer[] {
	return people
		.map((person) => hearerOf(recording, person, day))
		.filter(({ times }) => times.length > 0);
}

function hearerOf(
	recording: RecordingThen,
	person: PersonThen,
	day: { from: Date; to: Date }
): Hearer {
	const hearer: Hearer = { userId: person.id, times: [], by: [] };
	const spans = [...person.grants, ...person.entrusted, ...person.disabled, ...recording.closed];
	const instants = [
		...[recording.importedAt, recording.attributedAt],
		...spans.flatMap(({ from, to }) => [from, to])
	];
	const cuts = cutsOf(instants, day);
	for (const [n, from] of cuts.slice(0, -1).entries()) {
		const by = reasonsAt(recording, person, from);
		if (by.length === 0) continue;
		const last = hearer.times.at(-1);
		if (last?.[1].getTime() === from.getTime()) last[1] = cuts[n + 1]!;
		else hearer.times.push([from, cuts[n + 1]!]);
		hearer.by.push(...by.filter((reason) => !hearer.by.includes(reason)));
	}
	return hearer;
}

/** The instants within the day at which anything changes, with its beginning and its end. */
function cutsOf(
	instants: readonly (Date | null)[],
	{ from, to }: { from: Date; to: Date }
): Date[] {
	const inside = instants.flatMap((at) => (at && at > from && at < to ? [at.getTime()] : []));
	const all = new Set([from.getTime(), ...inside, to.getTime()]);
	return [...all].sort((a, b) => a - b).map((at) => new Date(at));
}

const holds = ({ from, to }: Span, at: Date) => from <= at && (to === null || to > at);

function reasonsAt(recording: RecordingThen, person: PersonThen, at: Date): string[] {
	const { placed, importedAt, attributedAt, closed } = recording;
	const shut = [...closed, ...person.disabled].some((span) => holds(span, at));
	if (importedAt > at || shut) return [];
	const known = attributedAt === null || attributedAt <= at;
	const stood = known ? placed : { agentId: null, teamId: null, departmentId: null };
	const grants = person.grants.filter((span) => holds(span, at));
	const mayHear = (held: readonly Grant[], entrusted: boolean) => {
		const actor: Actor = { id: person.id, name: '', grants: [...held] };
		return can(actor, 'recording.hear', { ...stood, entrusted }) === 'allowed';
	};
	const reasons = grants.filter((grant) => mayHear([grant], false)).map(grantText);
	const entrusted = person.entrusted.some((span) => holds(span, at));
	if (entrusted && mayHear(grants, true)) reasons.push('task');
	return [...new Set(reasons)];
}

/** As entries of the audit chain name it. */
const grantText = ({ role, teamId, departmentId }: Grant): string =>
	[role, teamId ?? departmentId].filter(Boolean).join(':');

const closes = {
	'restriction.placed': ['restricted', true],
	'restriction.lifted': ['restricted', false],
	'deletion.approved': ['quarantined', true],
	'deletion.voided': ['quarantined', false],
	'recording.restored': ['quarantined', false],
	'recording.purged': ['purged', true]
} as const;

/** The kinds of entries after which a recording may be played no longer, or again. */
export const closingKinds = Object.keys(closes) as (keyof typeof closes)[];

/** When the recording was closed to everybody, from its entries in the order of the chain. */
export function closedSpans(entries: readonly { kind: string; at: Date }[]): Span[] {
	const shut = new Set<string>();
	const spans: Span[] = [];
	for (const { kind, at } of entries) {
		if (!Object.hasOwn(closes, kind)) continue;
		const [state, on] = closes[kind as keyof typeof closes];
		const before = shut.size > 0;
		if (on) shut.add(state);
		else shut.delete(state);
		if (!before && shut.size > 0) spans.push({ from: at, to: null });
		else if (before && shut.size === 0) spans.at(-1)!.to = at;
	}
	return spans;
}
