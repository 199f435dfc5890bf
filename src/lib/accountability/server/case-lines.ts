/** Money of cases in the ledger: of each that was served and that no further case takes the place of. */
import { and, asc, eq, exists, gt, not, sql } from 'drizzle-orm';
import { postLines, type LedgerScribe, type Wanted } from '#lib/ledger/server/post.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { CaseStep } from '../measure.ts';
import { accountabilityCases, caseMeasures, caseStepRows } from './schema.ts';

interface PersonMonth {
	personId: string;
	businessMonth: BusinessMonth;
}

/** Works out the lines of cases of the person's month anew, in the transaction of what changed them. */
export async function postCaseLines(
	scribe: LedgerScribe,
	{ personId, businessMonth }: PersonMonth,
	reason: string
): Promise<void> {
	const lines = await moneyOf(scribe.tx, { personId, businessMonth });
	await postLines(
		scribe,
		{ agentId: personId, businessMonth },
		{ kinds: ['accountability'], lines, cause: 'decided', reason }
	);
}

async function moneyOf(read: Reader, { personId, businessMonth }: PersonMonth): Promise<Wanted[]> {
	const took = (step: CaseStep) =>
		exists(
			read
				.select({ one: sql`1` })
				.from(caseStepRows)
				.where(and(eq(caseStepRows.caseId, accountabilityCases.id), eq(caseStepRows.step, step)))
		);
	const rows = await read
		.select({
			caseId: caseMeasures.caseId,
			measure: caseMeasures.measure,
			amountFen: caseMeasures.amountFen
		})
		.from(accountabilityCases)
		.innerJoin(caseMeasures, eq(caseMeasures.caseId, accountabilityCases.id))
		.where(
			and(
				eq(accountabilityCases.personId, personId),
				eq(accountabilityCases.businessMonth, businessMonth),
				gt(caseMeasures.amountFen, 0),
				took('served'),
				not(took('escalated'))
			)
		)
		.orderBy(asc(caseMeasures.caseId), asc(caseMeasures.measure));
	return rows.map(({ caseId, measure, amountFen }) => ({
		lineKey: `accountability:${caseId}:${measure}`,
		kind: 'accountability',
		...{ recordingId: null, callStartedAt: null, reviewId: null, itemKey: null },
		...{ code: null, evidenceId: null, atMs: null, selfReported: false },
		amountFen
	}));
}
