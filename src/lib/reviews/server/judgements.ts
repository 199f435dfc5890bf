/** Judgements of calls that two or more made: reviews as first submitted, and calibrations whose answers are open. */
import {
	and,
	asc,
	countDistinct,
	desc,
	eq,
	gt,
	gte,
	inArray,
	isNotNull,
	isNull,
	lte,
	ne,
	or,
	type SQL
} from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { rubricVersions } from '#lib/rubric/server/schema.ts';
import type { AgreementFilter } from '../agreement-filter.ts';
import { answersOf } from '../draft.ts';
import { compared, type Judgement } from '../judgements.ts';
import { calibrationOutcomes, calibrations, calibrationScores } from './calibration-schema.ts';
import { notLeading } from './hidden-calls.ts';
import { reviewAnswers, reviews } from './schema.ts';
import { reachedBy } from './scope.ts';

/** So many calls are compared, the newest first. */
export const MOST_COMPARED = 1000;
const CHUNK = 500;

export interface SourcedJudgement extends Judgement {
	/** The review, or the calibration session, in which it was made. */
	source: { kind: 'review' | 'calibration'; id: string };
	rubricId: string;
	startedAt: Date;
	submittedAt: Date;
}

interface Judgements {
	judgements: SourcedJudgement[];
	/** There were more calls than are compared. */
	truncated: boolean;
}

/**
 * What the actor may see of it, by the filter's days and team; every rubric. A reviewer judges a call
 * once: the first of several. Nothing of the actor's own calls, of calls on which own work is open
 * that it would lead, or of calibrations that still take answers.
 */
export async function judgementsFor(
	context: Context,
	filter: AgreementFilter
): Promise<Judgements> {
	const ids = await recordingsOf(context, filter);
	const found: SourcedJudgement[] = [];
	for (let from = 0; from < Math.min(ids.length, MOST_COMPARED); from += CHUNK) {
		const some = ids.slice(from, Math.min(from + CHUNK, MOST_COMPARED));
		found.push(...(await reviewsOf(context, some)), ...(await calibratedOf(context, some)));
	}
	const first = new Map<string, SourcedJudgement>();
	for (const judgement of found.sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime())) {
		const key = `${judgement.recordingId} ${judgement.reviewerId}`;
		if (!first.has(key)) first.set(key, judgement);
	}
	return { judgements: compared([...first.values()]), truncated: ids.length > MOST_COMPARED };
}

/** Calls that two reviewed, or that an open-answered calibration has, the newest first. */
async function recordingsOf(context: Context, filter: AgreementFilter): Promise<string[]> {
	const { read } = context.db;
	const { from, to, teamId } = filter;
	const condition = and(
		gte(recordings.businessDay, from),
		lte(recordings.businessDay, to),
		teamId ? eq(recordings.teamId, teamId) : undefined,
		reachedBy(context.actor),
		ne(recordings.agentId, context.actor.id),
		await notLeading(read, context, recordings.id)
	);
	const twice = await read
		.select({ id: recordings.id, startedAt: recordings.startedAt })
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.where(and(isNull(reviews.revises), condition))
		.groupBy(recordings.id, recordings.startedAt)
		.having(gt(countDistinct(reviews.reviewerId), 1))
		.orderBy(desc(recordings.startedAt), desc(recordings.id))
		.limit(MOST_COMPARED + 1);
	const calibrated = await read
		.selectDistinct({ id: recordings.id, startedAt: recordings.startedAt })
		.from(calibrationScores)
		.innerJoin(recordings, eq(recordings.id, calibrationScores.recordingId))
		.innerJoin(calibrations, eq(calibrations.id, calibrationScores.calibrationId))
		.leftJoin(calibrationOutcomes, eq(calibrationOutcomes.calibrationId, calibrations.id))
		.where(and(answersOpen(context), condition))
		.orderBy(desc(recordings.startedAt), desc(recordings.id))
		.limit(MOST_COMPARED + 1);
	const newest = [...twice, ...calibrated].sort(
		(a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1)
	);
	return [...new Set(newest.map(({ id }) => id))];
}

/** Nobody scores any more: for everybody, whether they took part or not. */
const answersOpen = ({ now }: Context): SQL | undefined =>
	or(lte(calibrations.deadline, now), isNotNull(calibrationOutcomes.closedAt));

async function reviewsOf({ db: { read } }: Context, recordingIds: string[]) {
	const rows = await read
		.select({
			id: reviews.id,
			recordingId: reviews.recordingId,
			reviewerId: reviews.reviewerId,
			rawTenths: reviews.rawTenths,
			rubricId: rubricVersions.rubricId,
			startedAt: reviews.callStartedAt,
			submittedAt: reviews.submittedAt
		})
		.from(reviews)
		.innerJoin(rubricVersions, eq(rubricVersions.id, reviews.rubricVersionId))
		.where(and(inArray(reviews.recordingId, recordingIds), isNull(reviews.revises)))
		.orderBy(asc(reviews.submittedAt), asc(reviews.id));
	const given = new Map<string, Record<string, unknown>>(rows.map(({ id }) => [id, {}]));
	const ids = [...given.keys()];
	for (let from = 0; from < ids.length; from += CHUNK) {
		const answers = await read
			.select({
				reviewId: reviewAnswers.reviewId,
				itemKey: reviewAnswers.itemKey,
				answer: reviewAnswers.answer
			})
			.from(reviewAnswers)
			.where(inArray(reviewAnswers.reviewId, ids.slice(from, from + CHUNK)));
		for (const { reviewId, itemKey, answer } of answers) given.get(reviewId)![itemKey] = answer;
	}
	return rows.map(({ id, ...row }): SourcedJudgement => {
		return { ...row, answers: given.get(id)!, source: { kind: 'review', id } };
	});
}

async function calibratedOf(context: Context, recordingIds: string[]) {
	const rows = await context.db.read
		.select({
			id: calibrations.id,
			recordingId: calibrationScores.recordingId,
			reviewerId: calibrationScores.userId,
			rawTenths: calibrationScores.rawTenths,
			content: calibrationScores.content,
			rubricId: rubricVersions.rubricId,
			startedAt: recordings.startedAt,
			submittedAt: calibrationScores.submittedAt
		})
		.from(calibrationScores)
		.innerJoin(calibrations, eq(calibrations.id, calibrationScores.calibrationId))
		.innerJoin(rubricVersions, eq(rubricVersions.id, calibrations.rubricVersionId))
		.innerJoin(recordings, eq(recordings.id, calibrationScores.recordingId))
		.leftJoin(calibrationOutcomes, eq(calibrationOutcomes.calibrationId, calibrations.id))
		.where(and(inArray(calibrationScores.recordingId, recordingIds), answersOpen(context)))
		.orderBy(asc(calibrationScores.submittedAt), asc(calibrationScores.id));
	return rows.map(({ id, content, ...row }): SourcedJudgement => {
		return { ...row, answers: answersOf(content), source: { kind: 'calibration', id } };
	});
}
