/** Who sees a dispute, and what they may do to it. */
import { can, isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { Deciders } from '../dispute-deciders.ts';
import { decidersFor } from './dispute-deciders.ts';
import { disputeRow, type DisputeRow } from './dispute-rows.ts';
import { sightOf } from './sight.ts';

export interface SeenDispute {
	dispute: DisputeRow;
	/** Who may rule on it now. */
	deciders: Deciders;
	mayRule: boolean;
	mayReply: boolean;
	mayWithdraw: boolean;
	/** The reader wrote the review. */
	isAuthor: boolean;
}

/**
 * The dispute with the reader's rights; undefined for an unknown one, for one out of reach, and while
 * own work of the reader on the call is open that it would lead. Beyond the reach of the roles it is
 * seen by who wrote the review, by who ruled, and by the heads of other departments to whom it went.
 */
export async function seenDispute(
	read: Reader,
	context: Context,
	disputeId: string
): Promise<SeenDispute | undefined> {
	const { actor, now } = context;
	const dispute = isId(disputeId) ? await disputeRow(read, disputeId) : undefined;
	if (!dispute || dispute.custody === 'restricted') return undefined;
	const deciders = (await decidersFor(read, [dispute], now)).get(dispute.id)!;
	const isAuthor = dispute.reviewerId === actor.id;
	const sentTo = deciders.ids.includes(actor.id);
	const sees =
		can(actor, 'dispute.read', dispute) === 'allowed' ||
		isAuthor ||
		dispute.ruledById === actor.id ||
		(deciders.outside && sentTo);
	if (!sees) return undefined;
	if ((await sightOf(read, context, dispute.recordingId)).reviewsHidden) return undefined;
	const rules = can(actor, 'dispute.rule', dispute) === 'allowed' || deciders.outside;
	return {
		...{ dispute, deciders, isAuthor },
		mayRule: sentTo && rules,
		mayReply: isAuthor && !isEmptyScope(scopeOf(actor, 'dispute.reply')),
		mayWithdraw: dispute.agentId === actor.id && can(actor, 'dispute.raise', dispute) === 'allowed'
	};
}
