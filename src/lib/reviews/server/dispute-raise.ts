import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { entrust } from '#lib/recordings/server/entrustments.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanWords } from '#lib/shared/words.ts';
import { claimRefusal, decideRaise, type Claim, type RaiseRefusal } from '../dispute.ts';
import { REASON_LENGTH } from '../revision.ts';
import { decidersFor } from './dispute-deciders.ts';
import { disputeRow, disputeRows, type DisputeRow } from './dispute-rows.ts';
import { disputes } from './dispute-schema.ts';
import { closings, disputeSettings } from './dispute-settings.ts';
import {
	disputeSubject,
	ruledAnswers,
	type DisputeSubject,
	type SubjectRefusal
} from './dispute-subject.ts';
import { postReviewLines } from './month-lines.ts';
import { reviews } from './schema.ts';

type Raised = Decision<{ disputeIds: string[] }, SubjectRefusal | RaiseRefusal>;

/**
 * The agent disputes items of the own review as it stands, each by itself. The reviewer and whoever
 * may rule are told; what it costs is provisional from now on.
 */
export function raiseDisputes(
	context: Context,
	{ reviewId, claims }: { reviewId: string; claims: readonly Claim[] }
): Promise<Raised> {
	return context.db.tx(async (tx): Promise<Raised> => {
		const subject = await disputeSubject(tx, context, reviewId);
		if (!subject.ok) return subject;
		const { disputable } = subject.value;
		const decision = decideRaise(disputable, claims, context.now);
		if (!decision.ok) return decision;
		const { closesAt } = disputable;
		return accept({
			disputeIds: await save(context, tx, subject.value, {
				claims: decision.value.claims,
				closesAt,
				first: undefined
			})
		});
	});
}

type AppealRefusal =
	'no-ruling' | 'granted' | 'last-instance' | 'already-disputed' | SubjectRefusal | RaiseRefusal;

/**
 * The agent contests the ruling itself: once, within the same window from the day of the ruling,
 * before another head. Who got what they asked for has nothing to contest.
 */
export function appealRuling(
	context: Context,
	{ disputeId, ...claimed }: { disputeId: string } & Omit<Claim, 'itemKey'>
): Promise<Decision<{ disputeId: string }, AppealRefusal>> {
	const { now, zone } = context;
	return context.db.tx(async (tx): Promise<Decision<{ disputeId: string }, AppealRefusal>> => {
		const first = await disputeRow(tx, disputeId);
		if (!first) return refuse('not-found');
		const [newest] = (
			await disputeRows(tx, { where: eq(disputes.firstId, first.id), limit: 1 })
		).map(({ id }) => id);
		const subject = await subjectOf(tx, context, first);
		if (!subject.ok) return subject;
		if (first.instance !== 1) return refuse('last-instance');
		if (newest) return refuse('already-disputed');
		if (!first.ruledAt) return refuse('no-ruling');
		if (first.outcome === 'changed') return refuse('granted');
		const { windowDays } = await disputeSettings(tx, now);
		const closing = await closings(tx, { since: first.ruledAt, now, zone });
		const closesAt = closing(first.ruledAt, windowDays);
		if (now >= closesAt) return refuse('window-closed', { at: closesAt.toISOString() });

		const { disputable, form, answers } = subject.value;
		const ruled = await ruledAnswers(tx, subject.value.disputes);
		const claim = { itemKey: first.itemKey, ...claimed };
		const item = itemsOf(form).find(({ key }) => key === first.itemKey);
		if (!item || !sameJson(ruled[first.itemKey], answers[first.itemKey]))
			return refuse('not-disputable', { item: first.itemKey });
		const refusal = claimRefusal(disputable, claim, item);
		if (refusal) return refuse(refusal, { item: first.itemKey, least: REASON_LENGTH });
		const claims = [{ ...claim, reason: cleanWords(claim.reason) }];
		const [id] = await save(context, tx, subject.value, { claims, closesAt, first });
		return accept({ disputeId: id! });
	});
}

/** The review of a dispute as it stands now, for its agent. */
async function subjectOf(tx: Writer, context: Context, { reviewId }: DisputeRow) {
	const found = await disputeSubject(tx, context, reviewId);
	if (found.ok || found.refusal !== 'revised') return found;
	return disputeSubject(tx, context, String(found.facts?.id));
}

interface Saved {
	claims: readonly Claim[];
	closesAt: Date;
	/** The dispute whose ruling is contested. */
	first: DisputeRow | undefined;
}

async function save(
	{ actor, now, zone }: Context,
	tx: Writer,
	{ review }: DisputeSubject,
	{ claims, closesAt, first }: Saved
): Promise<string[]> {
	const [{ businessMonth }] = (await tx
		.select({ businessMonth: reviews.businessMonth })
		.from(reviews)
		.where(eq(reviews.id, review.id))) as [{ businessMonth: number }];
	const { id: reviewId, recordingId, agentId, teamId, departmentId } = review;
	const instance = first ? 2 : 1;
	const rows = claims.map(({ itemKey, reason, proposed, atMs }) => ({
		...{ id: newId(now), reviewId, itemKey, instance, firstId: first?.id ?? null },
		...{ recordingId, agentId, teamId, departmentId, businessMonth },
		...{ reason, proposed, atMs, raisedAt: now, closesAt }
	}));
	await tx.insert(disputes).values(rows);
	await appendAudit(
		{ tx, actor, now },
		...rows.map(({ id, itemKey, reason }) => ({
			kind: 'dispute.raised' as const,
			subject: `dispute:${id}`,
			reason,
			facts: { reviewId, itemKey, instance, agentId, ...(first && { firstId: first.id }) }
		}))
	);
	await tell(tx, now, (await disputeRow(tx, rows[0]!.id))!);
	await postReviewLines(
		{ tx, actor, now, zone },
		{ agentId, businessMonth },
		{ cause: 'disputed' }
	);
	return rows.map(({ id }) => id);
}

/** All claims of one form have the same deciders; those of other departments may hear the call for it. */
async function tell(tx: Writer, now: Date, dispute: DisputeRow): Promise<void> {
	const { ids, outside } = (await decidersFor(tx, [dispute], now)).get(dispute.id)!;
	const { recordingId } = dispute;
	if (outside)
		for (const userId of ids) {
			const until = new Date(now.getTime() + HEARD_FOR_MS);
			await entrust(tx, { recordingId, userId, now, until });
		}
	await notify(tx, now, {
		kind: 'dispute-raised',
		to: [dispute.reviewerId, ...ids],
		path: `/disputes/${dispute.id}`
	});
}

/** So long a head of another department may hear the call of a dispute sent to them. */
const HEARD_FOR_MS = 30 * 86_400_000;
