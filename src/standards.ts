import { ensureStandardPenaltyTable } from '#lib/ledger/server/penalty-tables.ts';
import type { Context } from '#lib/people/server/context.ts';
import { ensureStandardPhrases } from '#lib/rubric/server/phrase-commands.ts';
import { publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import { ensureStandardPlans } from '#lib/sampling/server/plans.ts';

/** A new centre has the standard rubrics, phrases, plans and prices from its first start; what stands stays as it is. */
export async function ensureStandards(context: Context): Promise<void> {
	await publishStandardRubrics(context);
	await ensureStandardPhrases(context);
	await ensureStandardPlans(context);
	await ensureStandardPenaltyTable(context);
}
