/** What the audit chain holds of a draw and its top-ups. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { ChainedRound } from '#lib/sampling/stored-draw.ts';

/** By round, 0 the draw itself; rounds of editions that kept no hash of the shares are absent. */
export async function chainedRounds(
	db: Reader,
	drawId: string
): Promise<Map<number, ChainedRound>> {
	const entries = await db
		.select({ body: auditEntries.body })
		.from(auditEntries)
		.where(
			and(
				eq(auditEntries.subject, `draw:${drawId}`),
				inArray(auditEntries.kind, ['draw.made', 'draw.topped-up'])
			)
		)
		.orderBy(asc(auditEntries.seq));
	const rounds = new Map<number, ChainedRound>();
	for (const { body } of entries) {
		const { facts } = JSON.parse(body) as { facts: Partial<ChainedRound> & { round?: number } };
		const { round = 0, candidatesSha256, sharesSha256 } = facts;
		if (candidatesSha256 && sharesSha256 && !rounds.has(round))
			rounds.set(round, { candidatesSha256, sharesSha256 });
	}
	return rounds;
}
