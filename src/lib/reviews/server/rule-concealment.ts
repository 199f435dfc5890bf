import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideConcealment, type RulingRefusal } from '../concealment.ts';
import { postReviewLines } from './month-lines.ts';
import { revisionsOf } from './revisions.ts';
import { concealmentRulings, concealments } from './ruling-schema.ts';
import { reviews } from './schema.ts';

interface ConcealmentRuling {
	concealmentId: string;
	concealed: boolean;
	reason: string;
}

type RuleRefusal = 'not-found' | 'not-allowed' | RulingRefusal;

/** The head of the department decides whether it was concealed; once, for good. */
export function ruleConcealment(
	context: Context,
	{ concealmentId, concealed, reason }: ConcealmentRuling
): Promise<Decision<{ at: Date }, RuleRefusal>> {
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const found = isId(concealmentId) ? await standing(tx, concealmentId) : undefined;
		if (!found || can(actor, 'concealment.read', found) !== 'allowed') return refuse('not-found');
		if (can(actor, 'concealment.rule', found) !== 'allowed') return refuse('not-allowed');
		const revisions = await revisionsOf(tx, found);
		const authorIds = [found.reviewerId, ...revisions.map(({ byId }) => byId)];
		const facts = { ruledAt: found.ruledAt, authorIds };
		const decision = decideConcealment(facts, { actorId: actor.id, reason });
		if (!decision.ok) return decision;

		const { reason: words } = decision.value;
		await tx
			.insert(concealmentRulings)
			.values({ concealmentId, concealed, reason: words, at: now, by: actor.id });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'concealment.ruled',
				subject: `concealment:${concealmentId}`,
				reason: words,
				facts: { concealed, agentId: found.agentId, reviewId: found.reviewId }
			}
		);
		await postReviewLines({ tx, ...context }, found, { cause: 'decided', reason: words });
		return accept({ at: now });
	});
}

async function standing(read: Reader, concealmentId: string) {
	const [row] = await read
		.select({
			reviewId: concealments.reviewId,
			agentId: concealments.agentId,
			businessMonth: concealments.businessMonth,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			recordingId: reviews.recordingId,
			reviewerId: reviews.reviewerId,
			kind: reviews.kind,
			ruledAt: concealmentRulings.at
		})
		.from(concealments)
		.innerJoin(reviews, eq(reviews.id, concealments.reviewId))
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.leftJoin(concealmentRulings, eq(concealmentRulings.concealmentId, concealments.id))
		.where(eq(concealments.id, concealmentId));
	return row;
}
