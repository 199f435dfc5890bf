/** What an import tells: counts, and one item a file. */
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { Issue } from '../issues.ts';
import type { ZoneCheck } from '../zone-check.ts';
import type { Outcome, OutcomeFacts, OutcomeState } from './outcome.ts';
import { recordingFacts } from './queries.ts';
import type { SeenFile } from './walk.ts';

export interface ReportItem extends OutcomeFacts {
	path: string;
	state: OutcomeState;
	recordingId?: string;
	sha256?: string;
	issues: Issue[];
}

export interface ImportReport {
	/** Files seen; the other counts add up to it. */
	read: number;
	new: number;
	same: number;
	held: number;
	rejected: number;
	settling: number;
	ignored: number;
	zoneCheck: ZoneCheck;
	items: ReportItem[];
}

/** Counts outcomes and fills in what is stored of recordings that were there before. */
export async function importReport(
	db: Reader,
	{
		outcomes,
		zoneCheck,
		shownAs
	}: { outcomes: readonly Outcome[]; zoneCheck: ZoneCheck; shownAs: (file: SeenFile) => string }
): Promise<ImportReport> {
	const known = outcomes
		.filter(({ facts }) => !facts)
		.flatMap(({ recordingId }) => recordingId ?? []);
	const stored = await recordingFacts(db, known);
	const count = (state: OutcomeState) => outcomes.filter((result) => result.state === state).length;
	return {
		read: outcomes.length,
		new: count('new'),
		same: count('same'),
		held: count('held'),
		rejected: count('rejected'),
		settling: count('settling'),
		ignored: count('ignored'),
		zoneCheck,
		items: outcomes.map(({ file, state, issues, recordingId, sha256, facts }) => ({
			path: shownAs(file),
			state,
			recordingId,
			sha256,
			...(facts ?? (recordingId ? stored.get(recordingId) : undefined)),
			issues
		}))
	};
}
