/** Who could hear a recording on a past day, from the history of roles, tasks, accounts and custody. */
import { and, asc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { roleGrants, users } from '#lib/people/server/schema.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { entrustments, recordings } from '#lib/recordings/server/schema.ts';
import { addDays, businessDay, dayStart, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import {
	closedSpans,
	closingKinds,
	hearersOf,
	type Hearer,
	type PersonThen,
	type RecordingThen,
	type Span
} from '../hearers.ts';
import { placesOf, type Places } from './places.ts';

interface NamedHearer extends Hearer {
	name: string;
	staffNo: string;
}

export interface HearersOfDay {
	day: BusinessDay;
	/** In the order of their staff numbers. */
	hearers: NamedHearer[];
	places: Places;
}

/**
 * Everybody who could hear the recording on `day` in the centre's zone; of today, up to now. Rights
 * are not decided here. Refused for an unknown recording and a day that is still to come.
 */
export async function hearersOn(
	{ db, now, zone }: Pick<Context, 'db' | 'now' | 'zone'>,
	recordingId: string,
	day: BusinessDay
): Promise<Decision<HearersOfDay, 'not-found' | 'day-to-come'>> {
	const recording = await recordingThen(db.read, recordingId);
	if (!recording) return refuse('not-found');
	if (day > businessDay(now, zone)) return refuse('day-to-come');
	const end = dayStart(addDays(day, 1), zone);
	const span = { from: dayStart(day, zone), to: end > now ? now : end };
	if (span.from >= span.to) return accept({ day, hearers: [], places: {} });
	const people = await peopleThen(db.read, recordingId, span);
	const reached = new Set(hearersOf(recording, people, span).map(({ userId }) => userId));
	const disabled = await disabledSpans(db.read, [...reached]);
	const candidates = people
		.filter(({ id }) => reached.has(id))
		.map((person) => ({ ...person, disabled: disabled.get(person.id) ?? [] }));
	const found = hearersOf(recording, candidates, span);
	const named = await withNames(db.read, found);
	return accept({ day, hearers: named, places: await placesOf(db.read) });
}

async function recordingThen(
	read: Reader,
	recordingId: string
): Promise<RecordingThen | undefined> {
	if (!isId(recordingId)) return undefined;
	const { agentId, teamId, departmentId, importedAt } = recordings;
	const [row] = await read
		.select({ placed: { agentId, teamId, departmentId }, importedAt })
		.from(recordings)
		.where(eq(recordings.id, recordingId));
	if (!row) return undefined;
	const entries = await read
		.select({ kind: auditEntries.kind, at: auditEntries.at })
		.from(auditEntries)
		.where(
			and(
				eq(auditEntries.subject, `recording:${recordingId}`),
				inArray(auditEntries.kind, ['recording.attributed', ...closingKinds])
			)
		)
		.orderBy(asc(auditEntries.seq));
	const attributed = entries.findLast(({ kind }) => kind === 'recording.attributed');
	return { ...row, attributedAt: attributed?.at ?? null, closed: closedSpans(entries) };
}

/** Everybody with a role or a task on the recording at any time of the day. */
async function peopleThen(
	read: Reader,
	recordingId: string,
	day: { from: Date; to: Date }
): Promise<PersonThen[]> {
	const overlaps = (table: typeof roleGrants | typeof entrustments) =>
		and(lt(table.from, day.to), or(isNull(table.to), gt(table.to, day.from)));
	const people = new Map<string, { grants: PersonThen['grants'][number][]; entrusted: Span[] }>();
	const of = (id: string) => {
		const known = people.get(id) ?? { grants: [], entrusted: [] };
		people.set(id, known);
		return known;
	};
	const grants = await read
		.select()
		.from(roleGrants)
		.where(overlaps(roleGrants))
		.orderBy(asc(roleGrants.from), asc(roleGrants.id));
	for (const { userId, ...grant } of grants) of(userId).grants.push(grant);
	const tasks = await read
		.select()
		.from(entrustments)
		.where(and(eq(entrustments.recordingId, recordingId), overlaps(entrustments)));
	for (const { userId, from, to } of tasks) of(userId).entrusted.push({ from, to });
	return [...people].map(([id, facts]) => ({ id, ...facts, disabled: [] }));
}

/** When accounts were disabled, from their entries in the chain. */
async function disabledSpans(read: Reader, userIds: string[]): Promise<Map<string, Span[]>> {
	const spans = new Map<string, Span[]>();
	if (userIds.length === 0) return spans;
	const entries = await read
		.select({ kind: auditEntries.kind, at: auditEntries.at, subject: auditEntries.subject })
		.from(auditEntries)
		.where(
			and(
				inArray(
					auditEntries.subject,
					userIds.map((id) => `user:${id}`)
				),
				inArray(auditEntries.kind, ['person.disabled', 'person.enabled'])
			)
		)
		.orderBy(asc(auditEntries.seq));
	for (const { kind, at, subject } of entries) {
		const own = spans.get(subject.slice('user:'.length)) ?? [];
		spans.set(subject.slice('user:'.length), own);
		const open = own.find(({ to }) => to === null);
		if (kind === 'person.disabled' && !open) own.push({ from: at, to: null });
		if (kind === 'person.enabled' && open) open.to = at;
	}
	return spans;
}

async function withNames(read: Reader, found: Hearer[]): Promise<NamedHearer[]> {
	if (found.length === 0) return [];
	const ids = found.map(({ userId }) => userId);
	const rows = await read
		.select({ id: users.id, name: users.name, staffNo: users.staffNo })
		.from(users)
		.where(inArray(users.id, ids));
	const known = new Map(rows.map(({ id, ...facts }) => [id, facts]));
	return found
		.map((hearer) => ({ ...hearer, ...known.get(hearer.userId)! }))
		.sort((a, b) => (a.staffNo < b.staffNo ? -1 : 1));
}
