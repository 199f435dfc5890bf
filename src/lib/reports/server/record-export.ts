import { appendAudit, sha256Bytes } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { monthText, type BusinessMonth } from '#lib/shared/calendar.ts';
import type { MonthFileName } from '../month-file.ts';

interface Exported {
	month: BusinessMonth;
	file: MonthFileName;
	rows: number;
	/** Whose sheet, when it is one person's. */
	agentId?: string | undefined;
	/** Of a file that is sent as a whole. */
	bytes?: Uint8Array;
}

/** Writes into the chain that a file of the month leaves the program, before it does. */
export const recordExport = (
	{ db, actor, now }: Context,
	{ month, file, rows, agentId, bytes }: Exported
): Promise<void> =>
	db.tx((tx) =>
		appendAudit(
			{ tx, actor, now },
			{
				kind: 'assessment.exported',
				subject: `month:${monthText(month)}`,
				facts: {
					...{ month, file, rows },
					...(agentId && { agentId }),
					...(bytes && { sha256: sha256Bytes(bytes) })
				}
			}
		)
	);
