import { and, asc, eq, isNull, lt, min, or } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { unreported } from '../concealment.ts';
import { answersIn } from '../result.ts';
import { heldBy } from './held.ts';
import { newestRevision } from './revisions.ts';
import { callReports } from './report-schema.ts';
import { concealments } from './ruling-schema.ts';
import { reviews, selfChecks } from './schema.ts';

/**
 * Lists the call as a possible concealment when its agent checked it as clean and a review found
 * what that check should have reported; once for each check. Called with whichever of the two comes
 * second, and with a correction, in the transaction of that. What the agent reported after the check
 * and before the first review is not concealed.
 */
export async function listConcealment(
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	tx: Writer,
	recordingId: string
): Promise<void> {
	const check = await cleanCheck(tx, recordingId);
	if (!check) return;
	const found = await findingReview(tx, recordingId);
	if (!found || (await reportedBefore(tx, recordingId, check.agentId))) return;
	const { reviewId, itemKeys } = found;
	const id = newId(now);
	await tx.insert(concealments).values({ id, reviewId, ...check, itemKeys, at: now });
	const { selfCheckId, agentId, departmentId } = check;
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'concealment.listed',
			subject: `concealment:${id}`,
			facts: { recordingId, reviewId, selfCheckId, agentId, itemKeys }
		}
	);
	const heads = departmentId ? await headsOf(tx, departmentId, now) : [];
	await notify(tx, now, {
		kind: 'concealment-listed',
		to: heads.filter((head) => head !== agentId),
		path: `/concealments/${id}`
	});
}

/** The agent's own clean check of the call that no concealment names yet. */
async function cleanCheck(read: Reader, recordingId: string) {
	const [row] = await read
		.select({
			selfCheckId: selfChecks.id,
			agentId: selfChecks.agentId,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			businessMonth: selfChecks.businessMonth
		})
		.from(selfChecks)
		.innerJoin(recordings, eq(recordings.id, selfChecks.recordingId))
		.leftJoin(concealments, eq(concealments.selfCheckId, selfChecks.id))
		.where(
			and(
				eq(selfChecks.recordingId, recordingId),
				eq(selfChecks.result, 'clean'),
				// Rows from before there were peer checks name no checker.
				or(isNull(selfChecks.checkerId), eq(selfChecks.checkerId, selfChecks.agentId)),
				eq(selfChecks.agentId, recordings.agentId),
				isNull(concealments.id)
			)
		)
		.orderBy(asc(selfChecks.at), asc(selfChecks.id))
		.limit(1);
	return row;
}

/** Whether the agent reported a problem in the call before anybody reviewed it. */
async function reportedBefore(read: Reader, recordingId: string, agentId: string) {
	const [first] = await read
		.select({ at: min(reviews.submittedAt) })
		.from(reviews)
		.where(eq(reviews.recordingId, recordingId));
	if (!first?.at) return false;
	const reported = and(
		eq(callReports.recordingId, recordingId),
		eq(callReports.kind, 'problem'),
		eq(callReports.agentId, agentId),
		eq(callReports.reporterId, agentId),
		lt(callReports.at, first.at)
	);
	return (await read.$count(callReports, reported)) > 0;
}

/** The first review of the call that, as it stands, found what should have been reported. */
async function findingReview(read: Reader, recordingId: string) {
	const rows = await read
		.select({ id: reviews.id, rubricVersionId: reviews.rubricVersionId })
		.from(reviews)
		.where(and(eq(reviews.recordingId, recordingId), newestRevision()))
		.orderBy(asc(reviews.submittedAt), asc(reviews.id));
	for (const { id, rubricVersionId } of rows) {
		const { form } = (await rubricVersion(read, rubricVersionId))!;
		const itemKeys = unreported(form, answersIn((await heldBy(read, id)).answers));
		if (itemKeys.length > 0) return { reviewId: id, itemKeys };
	}
	return undefined;
}
