/** The entries of the audit chain that are about one recording, and what belongs to it. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { readEntry } from '#lib/audit/server/queries.ts';
import { auditEntries, auditWords } from '#lib/audit/server/schema.ts';
import { recorderIncidents } from '#lib/events/server/schema.ts';
import { roleGrants, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { maskFacts } from '#lib/recordings/masking.ts';
import { plays, recordings } from '#lib/recordings/server/schema.ts';
import { concealments } from '#lib/reviews/server/ruling-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { totalLength } from '#lib/shared/duration.ts';
import { nameAt, type Renamings, type ReportLine } from '../custody-report.ts';
import { legalHolds } from './schema.ts';

const CHUNK = 500;

/** All lines of the recording, the oldest first; with the plays that nobody has closed yet. */
export async function reportLines(read: Reader, recordingId: string): Promise<ReportLine[]> {
	const subjects = await subjectsOf(read, recordingId);
	const found: ReportLine[] = [];
	for (let from = 0; from < subjects.length; from += CHUNK)
		found.push(...(await entriesAbout(read, subjects.slice(from, from + CHUNK))));
	found.push(...(await openPlays(read, recordingId)));
	found.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.seq ?? 0) - (b.seq ?? 0));
	const names = await namesThen(read, [...new Set(found.map(({ actor }) => actor))]);
	return found.map((line) => ({ ...line, name: names(line.actor, line.at) }));
}

/** What entries about the recording name as their subject. */
async function subjectsOf(read: Reader, recordingId: string): Promise<string[]> {
	const of = async (area: string, rows: PromiseLike<{ id: string }[]>) =>
		(await rows).map(({ id }) => `${area}:${id}`);
	const newer = read
		.select({ id: recordings.id })
		.from(recordings)
		.where(eq(recordings.supersedes, recordingId));
	const concealed = read
		.select({ id: concealments.id })
		.from(concealments)
		.innerJoin(reviews, eq(reviews.id, concealments.reviewId))
		.where(eq(reviews.recordingId, recordingId));
	const named = <
		Table extends typeof reviews | typeof assignments | typeof recorderIncidents | typeof legalHolds
	>(
		table: Table
	) =>
		read
			.select({ id: table.id })
			.from(table as typeof reviews)
			.where(eq(table.recordingId, recordingId)) as PromiseLike<{ id: string }[]>;
	return [
		`recording:${recordingId}`,
		// Refused pages are named by their address.
		`recordings:${recordingId}`,
		...(await of('recording', newer)),
		...(await of('review', named(reviews))),
		...(await of('concealment', concealed)),
		...(await of('assignment', named(assignments))),
		...(await of('incident', named(recorderIncidents))),
		...(await of('hold', named(legalHolds)))
	];
}

async function entriesAbout(read: Reader, subjects: string[]): Promise<ReportLine[]> {
	const rows = await read
		.select({ entry: auditEntries, words: auditWords.words })
		.from(auditEntries)
		.leftJoin(auditWords, eq(auditWords.seq, auditEntries.seq))
		.where(inArray(auditEntries.subject, subjects))
		.orderBy(asc(auditEntries.seq));
	return rows
		.map(readEntry)
		.filter(({ subject, kind }) => isAbout(subject, kind, subjects[0]!))
		.map(({ facts = {}, ...entry }) => ({ ...entry, name: null, facts: maskFacts(facts) }));
}

/** Of a newer revision only its arrival concerns the older one. */
const isAbout = (subject: string, kind: string, own: string) =>
	!subject.startsWith('recording:') || subject === own || kind === 'recording.revised';

/** Plays without an entry yet, with the roles that the listener had when it was opened. */
async function openPlays(read: Reader, recordingId: string): Promise<ReportLine[]> {
	const open = await read
		.select()
		.from(plays)
		.where(and(eq(plays.recordingId, recordingId), isNull(plays.closedAt)))
		.orderBy(asc(plays.openedAt), asc(plays.id));
	const listeners = [...new Set(open.map(({ userId }) => userId))];
	const grants = await read.select().from(roleGrants).where(inArray(roleGrants.userId, listeners));
	return open.map(({ id, userId, openedAt, ranges, sentBytes }) => {
		const held = grants.filter(
			({ userId: of, from, to }) =>
				of === userId && from <= openedAt && (to === null || to > openedAt)
		);
		const roles = held.map(({ role, teamId, departmentId }) =>
			[role, teamId ?? departmentId].filter(Boolean).join(':')
		);
		const heardMs = totalLength(ranges);
		return {
			...{ seq: null, hash: null, reason: undefined, erased: false, name: null, roles },
			...{ at: openedAt, kind: 'recording.played', subject: `recording:${recordingId}` },
			actor: userId,
			facts: { play: id, openedAt: openedAt.toISOString(), ranges, heardMs, sentBytes, open: true }
		};
	});
}

/** Tells what a person was called at a time; null for whatever is no person. */
async function namesThen(
	read: Reader,
	actors: string[]
): Promise<(actor: string, at: Date) => string | null> {
	const ids = actors.filter(isId);
	if (ids.length === 0) return () => null;
	const people = await read
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(inArray(users.id, ids));
	const today = new Map(people.map(({ id, name }) => [id, name]));
	const renamings = await renamingsOf(read, ids);
	return (actor, at) => {
		const name = today.get(actor);
		return name === undefined ? null : nameAt(renamings.get(actor) ?? [], name, at);
	};
}

/** Changes of name: the entry's words are the name that was replaced. */
async function renamingsOf(read: Reader, ids: string[]): Promise<Map<string, Renamings>> {
	const rows = await read
		.select({ subject: auditEntries.subject, at: auditEntries.at, before: auditWords.words })
		.from(auditEntries)
		.innerJoin(auditWords, eq(auditWords.seq, auditEntries.seq))
		.where(
			and(
				eq(auditEntries.kind, 'person.changed'),
				inArray(
					auditEntries.subject,
					ids.map((id) => `user:${id}`)
				)
			)
		)
		.orderBy(asc(auditEntries.seq));
	const changes = new Map<string, { at: Date; before: string }[]>();
	for (const { subject, at, before } of rows) {
		const id = subject.slice('user:'.length);
		if (before !== null) changes.set(id, [...(changes.get(id) ?? []), { at, before }]);
	}
	return changes;
}
