/** The recordings of the calls, as the importer would have taken them in: by the hour, with their entries. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { importItems } from '#lib/ingest/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { maskNumber } from '#lib/recordings/masking.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { businessDay, dayText, offsetMinutes } from '#lib/shared/calendar.ts';
import type { StoredFile } from '../audio/store-files.ts';
import type { Script } from '../dialogues/script.ts';
import type { ExampleCall } from './calls.ts';
import { localText } from './local-text.ts';
import type { Centre, Person } from './people.ts';

export const SOURCE = 'hotline';

export interface Imported {
	recordingId: string;
	call: ExampleCall;
	file: StoredFile;
}

interface Importer {
	centre: Centre;
	files: Map<string, StoredFile>;
	/** By file name. */
	scripts: Map<string, Script>;
	zone: string;
	sourceId: string;
}

/** Adds one batch at `now`; the rows are those of `addRecording`, many at a time. */
export async function importBatch(
	tx: Writer,
	importer: Importer,
	batch: ExampleCall[],
	now: Date
): Promise<Imported[]> {
	const arrivals = batch.map((call) => arrival(importer, call, now));
	if (arrivals.length === 0) return [];
	await tx.insert(calls).values(arrivals.map((one) => callRow(one, importer)));
	await tx.insert(recordings).values(arrivals.map((one) => recordingRow(one, importer, now)));
	await tx.insert(importItems).values(arrivals.map((one) => itemRow(one, importer, now)));
	await appendAudit({ tx, actor: systemActor('importer'), now }, ...arrivals.map(entryOf));
	return arrivals;
}

interface Arrival extends Imported {
	callId: string;
	agent: Person | undefined;
	endpoint: string | null;
	/** File name without its ending, as FreePBX makes it. */
	key: string;
}

function arrival({ centre, files, zone }: Importer, call: ExampleCall, now: Date): Arrival {
	const file = files.get(call.file);
	if (!file) throw new Error(`no recording "${call.file}"`);
	const agent = call.agent === undefined ? undefined : centre.agents[call.agent]!;
	const endpoint = agent ? centre.extensionOf(agent.index, call.at) : null;
	const key = keyOf(call, endpoint, zone);
	return { call, file, callId: newId(now), recordingId: newId(now), agent, endpoint, key };
}

const callRow = (
	{ call, callId }: Arrival,
	{ zone, scripts }: Importer
): typeof calls.$inferInsert => ({
	id: callId,
	source: SOURCE,
	sourceKey: uniqueidOf(call),
	groupKey: uniqueidOf(call),
	direction: call.direction,
	kind: call.kind,
	queue: call.queue,
	customerNumber: call.number,
	customerMasked: maskNumber(call.number),
	startedAt: call.at,
	timeBasis: 'epoch',
	timePrecisionMs: 1000,
	utcOffsetMin: offsetMinutes(call.at, zone),
	attributes: orderOf(call, scripts.get(call.file), zone)
});

/** A report that is answered becomes a work order; its number is the minute in which it was entered. */
function orderOf(call: ExampleCall, script: Script | undefined, zone: string) {
	if (!script?.order) return {};
	return {
		workOrder: `GD${localText(call.at, zone).replace(/\D/g, '').slice(0, 12)}`,
		...script.order
	};
}

const recordingRow = (
	{ call, file, callId, recordingId, agent, endpoint, key }: Arrival,
	{ centre, zone }: Importer,
	now: Date
): typeof recordings.$inferInsert => ({
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
	reviewState: 'none'
});

const itemRow = (
	{ call, file, recordingId, key }: Arrival,
	{ sourceId, zone }: Importer,
	now: Date
): typeof importItems.$inferInsert => ({
	id: newId(now),
	sourceId,
	path: `${dayText(businessDay(call.at, zone)).replaceAll('-', '/')}/${key}.${file.extension}`,
	pathBytes: null,
	state: 'ready',
	issues: [],
	size: file.facts.bytes,
	mtimeMs: call.at.getTime() + file.facts.durationMs,
	sha256: file.facts.sha256,
	recordingId,
	firstSeenAt: now,
	lastSeenAt: now,
	stateAt: now,
	attempts: 1
});

const entryOf = ({ file, recordingId }: Arrival) => ({
	kind: 'recording.imported' as const,
	subject: `recording:${recordingId}`,
	facts: {
		source: SOURCE,
		sha256: file.facts.sha256,
		bytes: file.facts.bytes,
		verdict: file.facts.verdict,
		revision: 1
	}
});

/** Asterisk's id: the second of the call and a counter; here the desk tells two of one second apart. */
const uniqueidOf = (call: ExampleCall): string =>
	`${Math.floor(call.at.getTime() / 1000)}.${100 + (call.agent ?? 99)}`;

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
