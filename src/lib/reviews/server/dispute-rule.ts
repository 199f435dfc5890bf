import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { endEntrustedSince } from '#lib/recordings/server/entrustments.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import {
	decideDisputeRuling,
	decideOpen,
	type ClosedRefusal,
	type Ruling,
	type RulingRefusal
} from '../dispute.ts';
import type { DraftAnswer, DraftContent } from '../draft.ts';
import { contentOf } from '../revision.ts';
import { correctIn, type CorrectionRefusal } from './corrections.ts';
import { disputeRulings } from './dispute-schema.ts';
import { seenDispute, type SeenDispute } from './dispute-sight.ts';
import { standingReview } from './dispute-subject.ts';
import { postReviewLines } from './month-lines.ts';

type RuleDisputeRefusal =
	| 'not-found'
	| 'not-allowed'
	| 'own-review'
	| 'own-ruling'
	| 'not-disputable'
	| ClosedRefusal
	| RulingRefusal
	| CorrectionRefusal;

/**
 * Rules on a dispute, once, by somebody who wrote nothing of the review. What is changed becomes a
 * revision of the review as it stands now, in this one item; the agent's month is worked out anew. Of
 * two heads at once one wins, and the other reads who was quicker.
 */
export function ruleDispute(
	context: Context,
	{ disputeId, ...ruling }: Ruling & { disputeId: string }
): Promise<Decision<{ revisionId: string | null }, RuleDisputeRefusal>> {
	const { db, actor, now } = context;
	return db.tx(async (tx): Promise<Decision<{ revisionId: string | null }, RuleDisputeRefusal>> => {
		const seen = await seenDispute(tx, context, disputeId);
		if (!seen) return refuse('not-found');
		const { dispute } = seen;
		if (!seen.mayRule) return refuse(notTheirs(seen, actor.id));
		const open = decideOpen(dispute);
		if (!open.ok) return open;

		const { newest, form, held, answers } = await standingReview(tx, dispute);
		const item = itemsOf(form).find(({ key }) => key === dispute.itemKey);
		if (!item) return refuse('not-disputable');
		const contested = { item, proposed: dispute.proposed };
		const decision = decideDisputeRuling({ form, answers }, contested, ruling);
		if (!decision.ok) return decision;
		const { reason, coaching, answer } = decision.value;
		let revisionId: string | null = null;
		if (answer !== null) {
			const content = withAnswer(contentOf(held), dispute.itemKey, { answer, reason });
			const correction = { reviewId: newest.id, content, reason, cause: 'ruling' as const };
			const revised = await correctIn(tx, context, correction);
			if (!revised.ok) return revised;
			revisionId = revised.value.reviewId;
		}
		const { outcome } = ruling;
		const row = { disputeId, outcome, reason, answer, coaching, revisionId };
		await tx.insert(disputeRulings).values({ ...row, by: actor.id, at: now });
		await record(context, tx, seen, row);
		return accept({ revisionId });
	});
}

const notTheirs = ({ dispute, isAuthor }: SeenDispute, actorId: string) => {
	if (isAuthor) return 'own-review';
	return dispute.firstRuledBy === actorId ? 'own-ruling' : 'not-allowed';
};

/** The item with its answer by the ruling, whose reason takes the place of the reviewer's words. */
function withAnswer(
	content: DraftContent,
	itemKey: string,
	{ answer, reason }: { answer: unknown; reason: string }
): DraftContent {
	const shown = content.evidence.some((passage) => passage.itemKey === itemKey);
	const given: DraftAnswer = {
		...content.answers[itemKey],
		answer: answer as DraftAnswer['answer'],
		comment: reason,
		...(!shown && { withoutEvidence: reason })
	};
	return { ...content, answers: { ...content.answers, [itemKey]: given } };
}

interface Recorded {
	outcome: Ruling['outcome'];
	reason: string;
	revisionId: string | null;
}

/** The chain, both sides, the ears of other departments, and the agent's month. */
async function record(
	{ actor, now, zone }: Context,
	tx: Writer,
	{ dispute, deciders }: SeenDispute,
	{ outcome, reason, revisionId }: Recorded
): Promise<void> {
	const { id, itemKey, instance, agentId, recordingId, businessMonth, raisedAt } = dispute;
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'dispute.ruled',
			subject: `dispute:${id}`,
			reason,
			facts: { outcome, itemKey, instance, agentId, revisionId, reviewId: dispute.reviewId }
		}
	);
	if (deciders.outside)
		for (const userId of deciders.ids)
			await endEntrustedSince(tx, { recordingId, userId, now, since: raisedAt });
	await notify(tx, now, {
		kind: 'dispute-ruled',
		to: [agentId, dispute.reviewerId],
		path: `/disputes/${id}`
	});
	await postReviewLines(
		{ tx, actor, now, zone },
		{ agentId, businessMonth },
		{ cause: 'ruled', reason }
	);
}
