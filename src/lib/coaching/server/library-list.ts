/** Passages of the listening library: the list, one of them, and which items have examples. */
import { and, desc, eq, inArray, not, sql, type SQL } from 'drizzle-orm';
import { can, inScope, may, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { isKept, isNotRestricted } from '#lib/recordings/server/kept.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import { clipState, type ClipState } from '../library.ts';
import type { LibraryFilter } from '../library-filter.ts';
import { accepted, consented } from './library-standing.ts';
import { libraryClips, libraryConsents, libraryDecisions } from './schema.ts';

const agents = alias(users, 'agents');
const proposers = alias(users, 'proposers');

const rowsOf = (read: Reader) =>
	read
		.select({
			id: libraryClips.id,
			recordingId: libraryClips.recordingId,
			agentId: libraryClips.agentId,
			agent: agents.name,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			fromMs: libraryClips.fromMs,
			toMs: libraryClips.toMs,
			title: libraryClips.title,
			rubricKey: libraryClips.rubricKey,
			itemKey: libraryClips.itemKey,
			proposer: proposers.name,
			proposedAt: libraryClips.proposedAt,
			custody: recordings.custody
		})
		.from(libraryClips)
		.innerJoin(recordings, eq(recordings.id, libraryClips.recordingId))
		.innerJoin(agents, eq(agents.id, libraryClips.agentId))
		.innerJoin(proposers, eq(proposers.id, libraryClips.proposedBy));

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
export type Clip = Row & {
	state: ClipState;
	consents: boolean | null;
	accepted: boolean | null;
	/** Of the newest decision. */
	reason: string;
	/** When the newest word of each was said; null when none was. */
	consentedAt: Date | null;
	decidedAt: Date | null;
};

const PAGE = 25;

/** A page of passages, the newest proposals first; in the library itself only what may be heard. */
export async function clipPage(
	context: Context,
	{ filter, after }: { filter: LibraryFilter; after?: PageCursor | undefined }
): Promise<{ rows: Clip[]; next: PageCursor | undefined }> {
	const { read } = context.db;
	const { proposedAt, id } = libraryClips;
	const found = await rowsOf(read)
		.where(
			and(
				isNotRestricted,
				...viewed(context, filter),
				...narrowed(filter),
				older(proposedAt, id, after)
			)
		)
		.orderBy(desc(proposedAt), desc(id))
		.limit(PAGE + 1);
	const { rows, next } = pageOf(found, PAGE, (row) => row.proposedAt);
	return { rows: await withState(read, rows), next };
}

function viewed({ db: { read }, actor }: Context, { view }: LibraryFilter): (SQL | undefined)[] {
	if (view === 'mine') return [eq(libraryClips.agentId, actor.id)];
	const open = and(consented(read, true), accepted(read, true));
	if (view === 'library') return [open, isKept];
	const reach = scopeCondition(scopeOf(actor, 'clip.propose'));
	return [reach, not(open!), not(accepted(read, false)), not(consented(read, false))];
}

const narrowed = ({ words, item }: LibraryFilter): (SQL | undefined)[] => {
	const [rubricKey, itemKey] = item?.split(':') ?? [];
	return [
		item
			? and(eq(libraryClips.rubricKey, rubricKey!), eq(libraryClips.itemKey, itemKey!))
			: undefined,
		...(words ?? '')
			.toLowerCase()
			.split(/\s+/)
			.filter(Boolean)
			.map((word) => sql`lower(${libraryClips.title}) like ${`%${likeText(word)}%`} escape '!'`)
	];
};

const likeText = (word: string) => word.replaceAll(/[!%_]/g, (sign) => `!${sign}`);

async function withState(read: Reader, rows: readonly Row[]): Promise<Clip[]> {
	const ids = rows.map(({ id }) => id);
	if (ids.length === 0) return [];
	const consents = await read
		.select()
		.from(libraryConsents)
		.where(inArray(libraryConsents.clipId, ids))
		.orderBy(libraryConsents.at, libraryConsents.id);
	const decisions = await read
		.select()
		.from(libraryDecisions)
		.where(inArray(libraryDecisions.clipId, ids))
		.orderBy(libraryDecisions.at, libraryDecisions.id);
	return rows.map((row) => {
		const decision = decisions.findLast(({ clipId }) => clipId === row.id);
		const consent = consents.findLast(({ clipId }) => clipId === row.id);
		const stands = {
			consents: consent?.consents ?? null,
			accepted: decision?.accepted ?? null
		};
		return {
			...{ ...row, ...stands, state: clipState(stands), reason: decision?.reason ?? '' },
			...{ consentedAt: consent?.at ?? null, decidedAt: decision?.at ?? null }
		};
	});
}

/** One passage; undefined for an unknown id and for what does not exist for the actor. */
export async function clipById(
	{ db: { read }, actor }: { db: { read: Reader }; actor: Context['actor'] },
	clipId: string
): Promise<Clip | undefined> {
	if (!isId(clipId)) return undefined;
	const rows = await rowsOf(read).where(and(eq(libraryClips.id, clipId), isNotRestricted));
	const [clip] = await withState(read, rows);
	if (!clip) return undefined;
	const concerned = clip.agentId === actor.id || inScope(scopeOf(actor, 'clip.propose'), clip);
	const shared = clip.state === 'accepted' && clip.custody === 'kept' && may(actor, 'library.read');
	return concerned || shared ? clip : undefined;
}

/** Whether the actor may hear the passage itself: what is in the library, and what they decide about. */
export const mayHearClip = (actor: Context['actor'], clip: Clip): boolean =>
	clip.custody === 'kept' &&
	((clip.state === 'accepted' && may(actor, 'library.read')) ||
		can(actor, 'clip.propose', clip) === 'allowed');

/** Keys of the rubric's items of which an example is in the library. */
export async function itemsWithClips(read: Reader, rubricKey: string): Promise<string[]> {
	const rows = await read
		.selectDistinct({ itemKey: libraryClips.itemKey })
		.from(libraryClips)
		.innerJoin(recordings, eq(recordings.id, libraryClips.recordingId))
		.where(
			and(
				eq(libraryClips.rubricKey, rubricKey),
				isKept,
				consented(read, true),
				accepted(read, true)
			)
		);
	return rows.flatMap(({ itemKey }) => itemKey ?? []);
}
