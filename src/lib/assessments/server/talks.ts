/** The talk about a month (house rule M17): who talked with the agent, when, and what was agreed. */
import { and, desc, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { monthText, type BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { placeInMonth } from './place.ts';
import { monthTalks } from './schema.ts';

type TalkRefusal = 'not-found' | 'not-allowed' | 'words-missing' | 'talk-not-yet';

/** Notes a talk that was held; later talks about the same month stand beside it. */
export function noteTalk(
	{ db, actor, now, zone }: Context,
	talk: { agentId: string; month: BusinessMonth; talkedAt: Date; words: string }
): Promise<Decision<undefined, TalkRefusal>> {
	return db.tx(async (tx): Promise<Decision<undefined, TalkRefusal>> => {
		const { agentId, month, talkedAt, words } = talk;
		const placed = await placeInMonth(tx, { month, zone, agentId });
		const sight = placed && can(actor, 'assessment.read', placed);
		if (!placed || sight !== 'allowed') return refuse('not-found');
		if (can(actor, 'month-talk.note', placed) !== 'allowed') return refuse('not-allowed');
		if (!isReason(words)) return refuse('words-missing', { characters: FEWEST_REASON });
		if (talkedAt > now) return refuse('talk-not-yet');
		const id = newId(now);
		const row = { id, agentId, businessMonth: month, talkedAt, words, by: actor.id, at: now };
		await tx.insert(monthTalks).values(row);
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'month.talked',
				subject: `user:${agentId}`,
				reason: words,
				facts: { month, talk: id, talkedAt: talkedAt.toISOString() }
			}
		);
		const path = `/assessments/${monthText(month)}/${agentId}/sheet`;
		await notify(tx, now, { kind: 'month-talked', to: [agentId], path });
		return accept(undefined);
	});
}

/** The talks about these agents' month, the newest first. */
export const talksOf = (
	read: Reader,
	{ month, agentIds }: { month: BusinessMonth; agentIds: readonly string[] }
) =>
	read
		.select({
			id: monthTalks.id,
			agentId: monthTalks.agentId,
			talkedAt: monthTalks.talkedAt,
			words: monthTalks.words,
			by: users.name,
			at: monthTalks.at
		})
		.from(monthTalks)
		.innerJoin(users, eq(users.id, monthTalks.by))
		.where(and(eq(monthTalks.businessMonth, month), isAmong(monthTalks.agentId, agentIds)))
		.orderBy(desc(monthTalks.at), desc(monthTalks.id));
