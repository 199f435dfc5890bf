/** The dispute desk's list: what is within the reader's reach, the newest first. */
import { and, count, desc, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { hasRole, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import type { DisputeFilter } from '../dispute-filter.ts';
import { decidersFor } from './dispute-deciders.ts';
import { isOpenDispute } from './dispute-facts.ts';
import { disputeRows, type DisputeRow } from './dispute-rows.ts';
import { disputeReplies, disputeRulings, disputes, disputeWithdrawals } from './dispute-schema.ts';
import { notLeading } from './hidden-calls.ts';
import { reviews } from './schema.ts';

const DISPUTE_PAGE = 50;

/** A page of the disputes that the reader sees. Calls on which own work of the reader is open are left out. */
export async function disputePage(
	context: Context,
	{ filter, after }: { filter: DisputeFilter; after?: PageCursor | undefined }
): Promise<{ rows: DisputeRow[]; next: PageCursor | undefined }> {
	const found = await disputeRows(context.db.read, {
		where: and(await matching(context, filter), older(disputes.raisedAt, disputes.id, after)),
		order: [desc(disputes.raisedAt), desc(disputes.id)],
		limit: DISPUTE_PAGE + 1
	});
	return pageOf(found, DISPUTE_PAGE, (row) => row.raisedAt);
}

/** The condition for `disputeRows` that the reader sees a dispute and the filter takes it. */
export async function matching(context: Context, filter: DisputeFilter): Promise<SQL | undefined> {
	const { db, actor, now } = context;
	const decided = await toDecide(context);
	const reach = scopeCondition(scopeOf(actor, 'dispute.read'));
	return and(
		reach &&
			or(
				reach,
				eq(reviews.reviewerId, actor.id),
				eq(disputeRulings.by, actor.id),
				decided.length > 0 ? inArray(disputes.id, decided) : undefined
			),
		isNotRestricted,
		await notLeading(db.read, { actor, now }, disputes.recordingId),
		filter.mine ? waitsFor(context, decided) : undefined,
		...narrowing(filter)
	);
}

/** How many wait for the reader: to rule on, as author of the review to answer, and raised by them. */
export async function disputesWaiting(context: Context) {
	const { db, actor } = context;
	const openOf = async (whose: SQL | undefined) => {
		const [row] = await db.read
			.select({ n: count() })
			.from(disputes)
			.innerJoin(reviews, eq(reviews.id, disputes.reviewId))
			.leftJoin(disputeReplies, eq(disputeReplies.disputeId, disputes.id))
			.leftJoin(disputeRulings, eq(disputeRulings.disputeId, disputes.id))
			.leftJoin(disputeWithdrawals, eq(disputeWithdrawals.disputeId, disputes.id))
			.where(and(whose, isOpenDispute()));
		return row!.n;
	};
	return {
		toRule: (await toDecide(context)).length,
		toAnswer: await openOf(and(eq(reviews.reviewerId, actor.id), isNull(disputeReplies.disputeId))),
		raised: await openOf(eq(disputes.agentId, actor.id))
	};
}

/** Ids of open disputes on which the reader may rule now. */
async function toDecide({ db, actor, now }: Context): Promise<string[]> {
	if (!hasRole(actor, 'department-head')) return [];
	const open = await disputeRows(db.read, {
		where: and(
			isOpenDispute(),
			isNotRestricted,
			await notLeading(db.read, { actor, now }, disputes.recordingId)
		)
	});
	const deciders = await decidersFor(db.read, open, now);
	return open.map(({ id }) => id).filter((id) => deciders.get(id)!.ids.includes(actor.id));
}

function waitsFor({ actor }: Context, decided: readonly string[]): SQL | undefined {
	const open = isOpenDispute()!;
	return or(
		and(open, eq(disputes.agentId, actor.id)),
		and(open, eq(reviews.reviewerId, actor.id), isNull(disputeReplies.disputeId)),
		decided.length > 0 ? inArray(disputes.id, [...decided]) : undefined
	);
}

function narrowing(filter: DisputeFilter): (SQL | undefined)[] {
	const { state, team, month, instance, item, reviewer } = filter;
	const byId = (column: typeof recordings.teamId | typeof reviews.reviewerId, id?: string) =>
		id === undefined ? undefined : isId(id) ? eq(column, id) : sql`1 = 0`;
	return [
		stateCondition(state),
		byId(recordings.teamId, team),
		month === undefined ? undefined : eq(disputes.businessMonth, month),
		instance === undefined ? undefined : eq(disputes.instance, instance),
		item === undefined ? undefined : eq(disputes.itemKey, item),
		byId(reviews.reviewerId, reviewer)
	];
}

function stateCondition(state: DisputeFilter['state']): SQL | undefined {
	switch (state) {
		case undefined:
			return undefined;
		case 'open':
			return isOpenDispute();
		case 'withdrawn':
			return isNotNull(disputeWithdrawals.disputeId);
		case 'ruled':
			return isNotNull(disputeRulings.disputeId);
		case 'upheld':
		case 'changed':
		case 'partly':
			return eq(disputeRulings.outcome, state);
	}
}
