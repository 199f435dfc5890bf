/** Possible concealments within the reader's reach: the list, and one of them. */
import { and, count, desc, eq, isNotNull, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import type { ConcealmentFilter, ConcealmentState } from '../concealment.ts';
import { notOpen } from './hidden-calls.ts';
import { concealmentRulings, concealments } from './ruling-schema.ts';
import { reviews, selfChecks } from './schema.ts';

const reviewers = alias(users, 'reviewers');
const rulers = alias(users, 'rulers');

const columns = {
	id: concealments.id,
	at: concealments.at,
	itemKeys: concealments.itemKeys,
	reviewId: concealments.reviewId,
	selfCheckId: concealments.selfCheckId,
	agentId: concealments.agentId,
	agent: users.name,
	staffNo: users.staffNo,
	teamId: recordings.teamId,
	departmentId: recordings.departmentId,
	team: teams.name,
	recordingId: reviews.recordingId,
	reviewerId: reviews.reviewerId,
	reviewer: reviewers.name,
	reviewKind: reviews.kind,
	rubricVersionId: reviews.rubricVersionId,
	callStartedAt: reviews.callStartedAt,
	checkedAt: selfChecks.at,
	concealed: concealmentRulings.concealed,
	ruledAt: concealmentRulings.at,
	reason: concealmentRulings.reason,
	ruledBy: rulers.name
};

const rows = (read: Reader) =>
	read
		.select(columns)
		.from(concealments)
		.innerJoin(users, eq(users.id, concealments.agentId))
		.innerJoin(reviews, eq(reviews.id, concealments.reviewId))
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.innerJoin(reviewers, eq(reviewers.id, reviews.reviewerId))
		.innerJoin(selfChecks, eq(selfChecks.id, concealments.selfCheckId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.leftJoin(concealmentRulings, eq(concealmentRulings.concealmentId, concealments.id))
		.leftJoin(rulers, eq(rulers.id, concealmentRulings.by));

const told = ({ concealed, ...row }: Awaited<ReturnType<typeof rows>>[number]) => ({
	...row,
	state: stateOf(concealed)
});
type Concealment = ReturnType<typeof told>;

const stateOf = (concealed: boolean | null): ConcealmentState =>
	concealed === null ? 'waiting' : concealed ? 'concealed' : 'not-concealed';

const CONCEALMENT_PAGE = 50;

/** A page, the newest first. Calls on which own work of the reader is open are left out. */
export async function concealmentPage(
	context: Context,
	{ filter, after }: { filter: ConcealmentFilter; after?: PageCursor | undefined }
): Promise<{ rows: Concealment[]; next: PageCursor | undefined }> {
	const { at, id } = concealments;
	const found = await rows(context.db.read)
		.where(and(visibleTo(context), ...narrowing(filter), older(at, id, after)))
		.orderBy(desc(at), desc(id))
		.limit(CONCEALMENT_PAGE + 1);
	return pageOf(found.map(told), CONCEALMENT_PAGE, (row) => row.at);
}

/** How many wait for a ruling, as `concealmentPage` lists them. */
export async function concealmentsWaiting(context: Context): Promise<number> {
	const [row] = await context.db.read
		.select({ n: count() })
		.from(concealments)
		.innerJoin(reviews, eq(reviews.id, concealments.reviewId))
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.leftJoin(concealmentRulings, eq(concealmentRulings.concealmentId, concealments.id))
		.where(and(visibleTo(context), ...narrowing({ state: 'waiting' })));
	return row!.n;
}

/** One of them; undefined for an unknown id and for one out of reach. */
export async function concealmentById(
	context: Context,
	concealmentId: string
): Promise<Concealment | undefined> {
	if (!isId(concealmentId)) return undefined;
	const [row] = await rows(context.db.read).where(
		and(eq(concealments.id, concealmentId), visibleTo(context))
	);
	return row && told(row);
}

/** What a review's page says of it: to its readers as the list does, to the agent once it is ruled on. */
export async function concealmentShown(
	context: Context,
	{ recordingId, agentId }: { recordingId: string; agentId: string }
) {
	const isMine = agentId === context.actor.id;
	const [row] = await rows(context.db.read).where(
		and(
			eq(reviews.recordingId, recordingId),
			isMine ? isNotNull(concealmentRulings.at) : visibleTo(context)
		)
	);
	if (!row) return null;
	const { id, state, ruledAt, ruledBy, reason } = told(row);
	return { id: isMine ? null : id, state, ruledAt, ruledBy, reason };
}

/** Never about an own call: the agent learns of it by the ruling. */
function visibleTo({ db, actor, now }: Context): SQL | undefined {
	const scope = { ...scopeOf(actor, 'concealment.read'), agentId: null };
	return and(
		scopeCondition(scope),
		ne(concealments.agentId, actor.id),
		notOpen(db.read, { actor, now }, recordings.id)
	);
}

function narrowing({ state, team, month }: ConcealmentFilter): (SQL | undefined)[] {
	const { concealed } = concealmentRulings;
	return [
		state === 'waiting' ? isNull(concealmentRulings.at) : undefined,
		state === 'concealed' ? eq(concealed, true) : undefined,
		state === 'not-concealed' ? eq(concealed, false) : undefined,
		team === undefined ? undefined : isId(team) ? eq(recordings.teamId, team) : sql`1 = 0`,
		month === undefined ? undefined : eq(concealments.businessMonth, month)
	];
}
