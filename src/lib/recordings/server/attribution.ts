/** Gives recordings the agent who was found after their import. */
import { and, eq, isNull, notInArray } from 'drizzle-orm';
import { appendAudit, type Appender } from '#lib/audit/server/append.ts';
import type { EntryDraft } from '#lib/audit/entry.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { placeOf } from './recordings.ts';
import { recordings } from './schema.ts';

type Issues = (typeof recordings.$inferSelect)['issues'];

export interface Attribution {
	recordingId: string;
	startedAt: Date;
	agentId: string;
	agentMethod: string;
	/** All issues of the recording from now on. */
	issues: Issues;
}

/**
 * A current recording that nobody is named for, neither drawn nor reviewed: what may still be attributed.
 * Said of the state by what it is not, so that SQLite walks the few without an agent, not the many not reviewed.
 */
export const isUnattributed = () =>
	and(
		isNull(recordings.agentId),
		eq(recordings.agentMethod, 'none'),
		eq(recordings.current, true),
		notInArray(recordings.reviewState, ['assigned', 'reviewed'])
	);

/**
 * Sets agent, team and department, these at the time of the call, with an audit entry each. What was attributed, drawn,
 * reviewed or replaced meanwhile is left as it is; the answer counts those that were set.
 */
export async function attributeRecordings(
	writer: Appender,
	found: readonly Attribution[]
): Promise<number> {
	const entries: EntryDraft[] = [];
	for (const { recordingId, startedAt, agentId, agentMethod, issues } of found) {
		const place = await placeOf(writer.tx, agentId, startedAt);
		const written = await writer.tx
			.update(recordings)
			.set({ agentId, agentMethod, ...place, issues })
			.where(and(eq(recordings.id, recordingId), isUnattributed()))
			.returning({ id: recordings.id });
		if (written.length > 0)
			entries.push({
				kind: 'recording.attributed',
				subject: `recording:${recordingId}`,
				facts: { agent: agentId, method: agentMethod, team: place.teamId }
			});
	}
	await appendAudit(writer, ...entries);
	return entries.length;
}

/** Tells another reason why nobody is named; a recording that was attributed meanwhile keeps its own issues. */
export async function explainUnattributed(
	tx: Writer,
	{ recordingId, issues }: { recordingId: string; issues: Issues }
): Promise<void> {
	await tx
		.update(recordings)
		.set({ issues })
		.where(and(eq(recordings.id, recordingId), isUnattributed()));
}
