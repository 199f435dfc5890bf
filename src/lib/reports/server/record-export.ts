import { appendAudit, sha256Bytes } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { monthText } from '#lib/shared/calendar.ts';
import type { AskedFile } from '../month-file.ts';

type Exported = AskedFile & {
	rows: number;
	/** Of a file that is sent as a whole. */
	bytes?: Uint8Array;
};

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
