import { and, asc, eq } from 'drizzle-orm';
import { figuresText } from '#lib/assessments/figures.ts';
import type { AgentMonth } from '#lib/assessments/month.ts';
import { monthSignatures, monthTalks } from '#lib/assessments/server/schema.ts';
import { sha256Text } from '#lib/audit/server/append.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { FiledSignature, FiledTalk } from '../sheet-talk.ts';

/** Talks and signatures of a month for many agents at once, the oldest first. */
export async function saidOf(
	read: Reader,
	{ month, agentIds }: { month: BusinessMonth; agentIds: readonly string[] }
): Promise<{ talks: FiledTalk[]; signatures: FiledSignature[] }> {
	const talks = await read
		.select({
			agentId: monthTalks.agentId,
			talkedAt: monthTalks.talkedAt,
			words: monthTalks.words,
			by: users.name
		})
		.from(monthTalks)
		.innerJoin(users, eq(users.id, monthTalks.by))
		.where(and(eq(monthTalks.businessMonth, month), isAmong(monthTalks.agentId, agentIds)))
		.orderBy(asc(monthTalks.at), asc(monthTalks.id));
	const signatures = await read
		.select({
			agentId: monthSignatures.agentId,
			signed: monthSignatures.signed,
			words: monthSignatures.words,
			figuresSha256: monthSignatures.figuresSha256,
			at: monthSignatures.at
		})
		.from(monthSignatures)
		.where(
			and(eq(monthSignatures.businessMonth, month), isAmong(monthSignatures.agentId, agentIds))
		)
		.orderBy(asc(monthSignatures.at), asc(monthSignatures.id));
	return { talks, signatures };
}

/** The hash that stands beside an agent's figures, frozen or as counted now. */
export const figuresHash = (agent: AgentMonth): string => sha256Text(figuresText(agent));
