/** Reviews that their agent neither acknowledges nor disputes: reminded of one working day before, then lapsed. Never agreed. */
import { and, asc, eq, gte, inArray, isNull, lte, type SQL } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { disputes, reviewLapses } from './dispute-schema.ts';
import { closings, disputeSettings } from './dispute-settings.ts';
import { newestRevision } from './revisions.ts';
import { acknowledgements, reviews } from './schema.ts';

const DAY_MS = 86_400_000;
/** Reviews older than this are left as they are: a centre that begins late is not told of years ago. */
const LOOKED_BACK_MS = 120 * DAY_MS;
/** So many a run; the next run goes on. */
const BATCH = 500;

interface Waiting {
	id: string;
	agentId: string;
	submittedAt: Date;
}

/** Reminds and lapses what is due, each once, whatever runs it. What was acknowledged afterwards is shown beside the lapse. */
export async function lapseReviews(
	context: Context
): Promise<{ reminded: number; lapsed: number }> {
	const { db, now, zone } = context;
	const { lapseDays } = await disputeSettings(db.read, now);
	const until = new Date(now.getTime() - (lapseDays - 1) * DAY_MS);
	const since = new Date(now.getTime() - LOOKED_BACK_MS);
	const waiting = await unanswered(
		db.read,
		and(gte(reviews.submittedAt, since), lte(reviews.submittedAt, until))
	);
	const closing = await closings(db.read, { since, now, zone });
	const due = waiting.filter(({ submittedAt }) => closing(submittedAt, lapseDays) <= now);
	const soon = waiting.filter(
		(one) => !due.includes(one) && closing(one.submittedAt, lapseDays - 1) <= now
	);
	if (soon.length > 0)
		await db.tx(async (tx) => {
			for (const { id, agentId } of soon)
				await notify(tx, now, {
					kind: 'review-lapse-soon',
					to: [agentId],
					path: `/reviews/${id}`,
					once: `review-lapse:${id}`
				});
		});
	const lapsed = due.length > 0 ? await lapse(context, due) : 0;
	return { reminded: soon.length, lapsed };
}

/** Decided again on fresh rows: an agent may have been quicker. */
function lapse({ db, actor, now }: Context, due: readonly Waiting[]): Promise<number> {
	return db.tx(async (tx) => {
		const ids = due.map(({ id }) => id);
		const still = await unanswered(tx, inArray(reviews.id, ids));
		if (still.length === 0) return 0;
		await tx.insert(reviewLapses).values(still.map(({ id }) => ({ reviewId: id, at: now })));
		await appendAudit(
			{ tx, actor, now },
			...still.map(({ id, agentId }) => ({
				kind: 'review.lapsed' as const,
				subject: `review:${id}`,
				facts: { agentId }
			}))
		);
		return still.length;
	});
}

/** Standing reviews without an acknowledgement, a dispute or a lapse, the oldest first. */
function unanswered(read: Reader, which: SQL | undefined): Promise<Waiting[]> {
	return read
		.selectDistinct({ id: reviews.id, agentId: reviews.agentId, submittedAt: reviews.submittedAt })
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.leftJoin(acknowledgements, eq(acknowledgements.reviewId, reviews.id))
		.leftJoin(reviewLapses, eq(reviewLapses.reviewId, reviews.id))
		.leftJoin(disputes, eq(disputes.reviewId, reviews.id))
		.where(
			and(
				which,
				newestRevision(),
				isNotRestricted,
				isNull(acknowledgements.reviewId),
				isNull(reviewLapses.reviewId),
				isNull(disputes.id)
			)
		)
		.orderBy(asc(reviews.submittedAt), asc(reviews.id))
		.limit(BATCH);
}

/** When these revisions lapsed, by id; what did not is not there. */
export async function lapsesOf(
	read: Reader,
	reviewIds: readonly string[]
): Promise<Record<string, Date>> {
	const rows = await read
		.select()
		.from(reviewLapses)
		.where(inArray(reviewLapses.reviewId, [...reviewIds]));
	return Object.fromEntries(rows.map(({ reviewId, at }) => [reviewId, at]));
}
