/** What the two sides may still do to an open dispute: the reviewer answers it, the agent takes it back. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';
import { decideOpen, type ClosedRefusal } from '../dispute.ts';
import { REASON_LENGTH } from '../revision.ts';
import { disputeReplies, disputeWithdrawals } from './dispute-schema.ts';
import { seenDispute } from './dispute-sight.ts';
import { postReviewLines } from './month-lines.ts';

type AnswerRefusal = 'not-found' | 'not-allowed' | ClosedRefusal;

/** The author of the review says, once, what there is to say to it; the agent and the deciders are told. */
export function replyToDispute(
	context: Context,
	{ disputeId, words: typed }: { disputeId: string; words: string }
): Promise<Decision<{ at: Date }, AnswerRefusal | 'already-replied' | 'reason-too-short'>> {
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const seen = await seenDispute(tx, context, disputeId);
		if (!seen) return refuse('not-found');
		if (!seen.mayReply) return refuse('not-allowed');
		const open = decideOpen(seen.dispute);
		if (!open.ok) return open;
		if (seen.dispute.repliedAt)
			return refuse('already-replied', { at: seen.dispute.repliedAt.toISOString() });
		const words = cleanWords(typed);
		if (realCharacters(words) < REASON_LENGTH)
			return refuse('reason-too-short', { least: REASON_LENGTH });

		await tx.insert(disputeReplies).values({ disputeId, words, by: actor.id, at: now });
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'dispute.replied', subject: `dispute:${disputeId}`, reason: words }
		);
		await notify(tx, now, {
			kind: 'dispute-replied',
			to: [seen.dispute.agentId, ...seen.deciders.ids],
			path: `/disputes/${disputeId}`
		});
		return accept({ at: now });
	});
}

/** The agent takes it back before it is ruled on; the same revision cannot be disputed there again. */
export function withdrawDispute(
	context: Context,
	disputeId: string
): Promise<Decision<{ at: Date }, AnswerRefusal>> {
	const { db, actor, now, zone } = context;
	return db.tx(async (tx) => {
		const seen = await seenDispute(tx, context, disputeId);
		if (!seen) return refuse('not-found');
		if (!seen.mayWithdraw) return refuse('not-allowed');
		const open = decideOpen(seen.dispute);
		if (!open.ok) return open;

		const { agentId, businessMonth, reviewerId } = seen.dispute;
		await tx.insert(disputeWithdrawals).values({ disputeId, at: now });
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'dispute.withdrawn', subject: `dispute:${disputeId}` }
		);
		await notify(tx, now, {
			kind: 'dispute-withdrawn',
			to: [reviewerId, ...seen.deciders.ids],
			path: `/disputes/${disputeId}`
		});
		await postReviewLines(
			{ tx, actor, now, zone },
			{ agentId, businessMonth },
			{ cause: 'withdrawn' }
		);
		return accept({ at: now });
	});
}
