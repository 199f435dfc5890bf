/** What an agent reads beside an own review: the hours left, what they answered themselves, their team and their last reviews. */
import { and, desc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { disputableItems, isRuled } from '../dispute.ts';
import { medianOf, TOO_FEW_AGENTS } from '../team-score.ts';
import { closings, disputeSettings } from './dispute-settings.ts';
import { disputeSubject } from './dispute-subject.ts';
import type { ReviewRow } from './queries.ts';
import { checkAnswers } from './report-schema.ts';
import { newestRevision } from './revisions.ts';
import { reviews, selfChecks } from './schema.ts';

/** So many of the last reviews make a trend. */
const TREND = 10;

export async function myReview(context: Context, review: ReviewRow) {
	const { db, now, zone } = context;
	const { windowDays, lapseDays } = await disputeSettings(db.read, now);
	const closing = await closings(db.read, { since: review.submittedAt, now, zone });
	const closesAt = closing(review.submittedAt, windowDays);
	const subject = await disputeSubject(db.read, context, review.id);
	const open = subject.ok && now < closesAt;
	const { disputed, ruled } = subject.ok
		? subject.value.disputable
		: { disputed: new Set<string>(), ruled: {} };
	const items = subject.ok
		? disputableItems(subject.value.form, subject.value.answers)
				.map(({ key }) => key)
				.filter((key) => !disputed.has(key) && !isRuled(ruled, subject.value.answers, key))
		: [];
	return {
		...{ closesAt, leftMs: closesAt.getTime() - now.getTime() },
		lapsesAt: closing(review.submittedAt, lapseDays),
		disputable: open ? items : [],
		checked: await ownAnswers(db.read, review),
		team: await teamScore(db.read, review),
		trend: await lastReviews(db.read, review)
	};
}

/** The answers of the agent's own check of the call, by item. */
async function ownAnswers(read: Reader, { recordingId, agentId }: ReviewRow) {
	const rows = await read
		.select({ itemKey: checkAnswers.itemKey, answer: checkAnswers.answer })
		.from(checkAnswers)
		.innerJoin(selfChecks, eq(selfChecks.id, checkAnswers.selfCheckId))
		.where(
			and(
				eq(selfChecks.recordingId, recordingId),
				eq(selfChecks.agentId, agentId),
				// Rows from before there were peer checks name no checker.
				or(isNull(selfChecks.checkerId), eq(selfChecks.checkerId, agentId))
			)
		);
	return Object.fromEntries(rows.map(({ itemKey, answer }) => [itemKey, answer]));
}

/** Median and count of the team's reviews of the month of the call; no figure where it would tell of single colleagues. */
async function teamScore(read: Reader, { id, teamId }: ReviewRow) {
	if (teamId === null) return null;
	const [own] = await read
		.select({ month: reviews.businessMonth })
		.from(reviews)
		.where(eq(reviews.id, id));
	const rows = await read
		.select({ agentId: reviews.agentId, rawTenths: reviews.rawTenths })
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.where(
			and(
				eq(reviews.businessMonth, own!.month),
				eq(reviews.teamId, teamId),
				isNotNull(reviews.rawTenths),
				newestRevision(),
				isNotRestricted
			)
		);
	const enough = new Set(rows.map(({ agentId }) => agentId)).size >= TOO_FEW_AGENTS;
	const scores = rows.map(({ rawTenths }) => rawTenths!);
	return { month: own!.month, n: rows.length, medianTenths: enough ? medianOf(scores) : null };
}

/** The agent's last reviews up to this one's day, the oldest first. */
async function lastReviews(read: Reader, { agentId }: ReviewRow) {
	const rows = await read
		.select({
			id: reviews.id,
			callStartedAt: reviews.callStartedAt,
			rawTenths: reviews.rawTenths,
			outcome: reviews.outcome
		})
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.where(and(eq(reviews.agentId, agentId), newestRevision(), isNotRestricted))
		.orderBy(desc(reviews.submittedAt), desc(reviews.id))
		.limit(TREND);
	return rows.reverse();
}
