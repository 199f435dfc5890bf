/** What a pass found, for the command, the status page and the report of one recording. */
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scrubFaults, type ScrubFault } from '../scrub.ts';
import { scrubFindings } from './evidence-schema.ts';

/** Which file of a recording; `leftover`: of a purged one. */
type FilePart = 'original' | 'playback' | 'peaks' | 'leftover';

export interface ScrubFinding {
	id: string;
	fault: ScrubFault;
	/** The checksum, or a stranger's path in the folder of recordings. */
	name: string;
	part: FilePart | null;
	recordingId: string | null;
}

const PAGE = 500;

/** All findings of a pass, by fault and name. */
export async function findingsOf(read: Reader, scrubId: string): Promise<ScrubFinding[]> {
	const all: ScrubFinding[] = [];
	for (let page: ScrubFinding[]; ;) {
		page = await findingsAfter(read, scrubId, all.at(-1));
		all.push(...page);
		if (page.length < PAGE) return all.sort(byFault);
	}
}

/** The first findings of a pass after `last`, in the order in which they were made; at most `limit`. */
export async function findingsAfter(
	read: Reader,
	scrubId: string,
	last?: Pick<ScrubFinding, 'id'>,
	limit = PAGE
): Promise<ScrubFinding[]> {
	const rows = await read
		.select({
			id: scrubFindings.id,
			fault: scrubFindings.fault,
			name: scrubFindings.name,
			recordingId: scrubFindings.recordingId,
			sha256: recordings.sha256,
			playbackSha256: recordings.playbackSha256,
			peaksSha256: recordings.peaksSha256
		})
		.from(scrubFindings)
		.leftJoin(recordings, eq(recordings.id, scrubFindings.recordingId))
		.where(and(eq(scrubFindings.scrubId, scrubId), last && gt(scrubFindings.id, last.id)))
		.orderBy(asc(scrubFindings.id))
		.limit(limit);
	return rows.map(({ sha256, playbackSha256, peaksSha256, ...finding }) => ({
		...finding,
		part: partOf(finding, { sha256, playbackSha256, peaksSha256 })
	}));
}

function partOf(
	{ fault, name, recordingId }: Pick<ScrubFinding, 'fault' | 'name' | 'recordingId'>,
	files: Record<'sha256' | 'playbackSha256' | 'peaksSha256', string | null>
): FilePart | null {
	if (recordingId === null) return null;
	if (fault === 'stranger') return 'leftover';
	if (name === files.sha256) return 'original';
	return name === files.playbackSha256 ? 'playback' : 'peaks';
}

const byFault = (a: ScrubFinding, b: ScrubFinding) =>
	scrubFaults.indexOf(a.fault) - scrubFaults.indexOf(b.fault) || (a.name < b.name ? -1 : 1);
