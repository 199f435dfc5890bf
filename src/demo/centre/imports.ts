/** The recordings of the calls, as the importer would have taken them in: by the hour, with their entries. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { maskNumber } from '#lib/recordings/masking.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { businessDay, offsetMinutes } from '#lib/shared/calendar.ts';
import { localText } from './local-text.ts';
import type { StoredFile } from '../audio/store-files.ts';
import type { ExampleCall } from './calls.ts';
import type { Centre } from './people.ts';

export const SOURCE = 'hotline';

export interface Imported {
	recordingId: string;
	call: ExampleCall;
	file: StoredFile;
}

export interface Importer {
	centre: Centre;
	files: Map<string, StoredFile>;
	zone: string;
}

/** Adds one batch at `now`; the rows are those of `addRecording`, many at a time. */
export async function importBatch(
	tx: Writer,
	{ centre, files, zone }: Importer,
	batch: ExampleCall[],
	now: Date
): Promise<Imported[]> {
	const rows = batch.map((call) => {
		const file = files.get(call.file);
		if (!file) throw new Error(`no recording "${call.file}"`);
		return { call, file, callId: newId(now), recordingId: newId(now) };
	});
	if (rows.length === 0) return [];
	await tx.insert(calls).values(
		rows.map(({ call, callId }) => {
			const uniqueid = uniqueidOf(call);
			return {
				id: callId,
				source: SOURCE,
				sourceKey: uniqueid,
				groupKey: uniqueid,
				direction: call.direction,
				kind: call.kind,
				queue: call.queue,
				customerNumber: call.number,
				customerMasked: maskNumber(call.number),
				startedAt: call.at,
				timeBasis: 'epoch' as const,
				timePrecisionMs: 1000,
				utcOffsetMin: offsetMinutes(call.at, zone),
				attributes: {}
			};
		})
	);
	await tx.insert(recordings).values(
		rows.map(({ call, file, callId, recordingId }) => {
			const agent = call.agent === undefined ? undefined : centre.agents[call.agent]!;
			const endpoint = agent ? centre.extensionOf(agent.index, call.at) : null;
			const key = keyOf(call, endpoint, zone);
			return {
				...file.facts,
				id: recordingId,
				callId,
				source: SOURCE,
				key,
				fileName: `${key}.${file.extension}`,
				revision: 1,
				supersedes: null,
				current: true,
				importedAt: now,
				startedAt: call.at,
				businessDay: businessDay(call.at, zone),
				agentId: agent?.id ?? null,
				agentMethod: agent ? 'assignment' : 'none',
				teamId: agent?.teamId ?? null,
				departmentId: agent ? centre.departmentId : null,
				endpoint,
				direction: call.direction,
				kind: call.kind,
				queue: call.queue,
				customerMasked: maskNumber(call.number),
				reviewState: 'none' as const
			};
		})
	);
	await appendAudit(
		{ tx, actor: systemActor('importer'), now },
		...rows.map(({ file, recordingId }) => ({
			kind: 'recording.imported' as const,
			subject: `recording:${recordingId}`,
			facts: {
				source: SOURCE,
				sha256: file.facts.sha256,
				bytes: file.facts.bytes,
				verdict: file.facts.verdict,
				revision: 1
			}
		}))
	);
	return rows;
}

/** Asterisk's id: the second of the call and a counter; here the desk keeps two of one second apart. */
const uniqueidOf = (call: ExampleCall): string =>
	`${Math.floor(call.at.getTime() / 1000)}.${100 + (call.agent ?? 99)}`;

/** A file name as FreePBX makes it, without its ending. */
function keyOf(call: ExampleCall, endpoint: string | null, zone: string): string {
	const desk = endpoint ?? '8000';
	const parties = {
		inbound: `external-${desk}-${call.number}`,
		outbound: `out-${call.number}-${desk}`,
		internal: `internal-${desk}-${call.number}`,
		unknown: `force-${desk}-${call.number}`
	}[call.direction];
	return `${parties}-${localText(call.at, zone)}-${uniqueidOf(call)}`;
}
