/**
 * One file from its folder into the store and the database: taken in and hashed, compared with
 * what is there, analysed, kept, and only then written as rows, in one transaction.
 */
import { createReadStream } from 'node:fs';
import type { Analyser, Analysis } from '#lib/recordings/server/analyser.ts';
import { addRecording, newestOfKey, type NewRecording } from '#lib/recordings/server/recordings.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import { issue, stateOf } from '../issues.ts';
import { isSameLength } from '../recording-key.ts';
import type { People } from './assignments.ts';
import { isElsewhere, itemOf, writeItem } from './items.ts';
import { describeRecording, type Found } from './describe-recording.ts';
import { outcome, type Outcome } from './outcome.ts';
import type { Task } from './same-recording.ts';
import { takeIn, type TakenIn } from './read-task.ts';
import type { Source } from './sources.ts';

export interface ImportContext {
	context: () => Context;
	store: BlobStore;
	analyser: Analyser;
	source: Source;
	people: People;
	/** True when nobody named the files: they were found in a folder where others write. */
	watched?: boolean;
	/** Nothing is kept or written; `store` must be one that is thrown away. */
	dryRun: boolean;
}

/** Imports one file; undefined when it has gone. Waiting, held and rejected outcomes are written by the caller. */
export async function importTask(task: Task, session: ImportContext): Promise<Outcome | undefined> {
	const { store, analyser, source, watched = false } = session;
	if (task.known) return sameAs(task);
	const taken = await takeIn(task, {
		store,
		analyser,
		watched,
		raw: source.raw,
		nowMs: Date.now()
	});
	if (!taken || 'state' in taken) return taken;
	try {
		return (
			(await knownAlready(task, taken, session)) ?? (await analyseAndStore(task, taken, session))
		);
	} finally {
		await taken.staged.drop();
	}
}

const sameAs = ({ file, known }: Task): Outcome =>
	outcome(file, 'same', [], {
		unchanged: true,
		recordingId: known!.recordingId ?? undefined,
		sha256: known!.sha256 ?? undefined
	});

/** The same bytes under this key, or other bytes where no revision is allowed; undefined to go on. */
async function knownAlready(
	task: Task,
	{ staged, inspection }: TakenIn,
	session: ImportContext
): Promise<Outcome | undefined> {
	const { db } = session.context();
	const { source } = session;
	const known = await newestOfKey(db.read, source.name, task.parts.key);
	if (!known) return undefined;
	const more = { recordingId: known.id, sha256: staged.sha256 };
	const item = source.id ? await itemOf(db.read, source.id, task.file.path) : undefined;
	const isOwn = item?.state === 'ready' && item.recordingId !== null && !task.rival;
	if (known.sha256 === staged.sha256) {
		if (isOwn) return outcome(task.file, 'same', [], more);
		if (task.rival || (await isElsewhere(db.read, source, known.id)))
			return outcome(
				task.file,
				'ignored',
				[issue('M_DUP_CONTENT', { of: task.rival?.path ?? known.fileName })],
				more
			);
		return outcome(task.file, 'same', [issue('W_MOVED')], more);
	}
	if (isOwn) return undefined;
	if (!task.rival && endingOf(known.fileName) !== task.parts.extension) {
		const lengthMs =
			inspection.actualMs ??
			(await session.analyser.analyse(staged.path, { name: task.fileName })).durationMs;
		if (isSameLength(lengthMs, known.durationMs))
			return outcome(
				task.file,
				'same',
				[issue('W_EXT_CHANGED', { imported: known.fileName })],
				more
			);
	}
	return outcome(task.file, 'held', [
		...task.notes,
		issue('J_KEY_CONFLICT', { recording: known.id })
	]);
}

const endingOf = (fileName: string) => /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';

async function analyseAndStore(
	task: Task,
	taken: TakenIn,
	session: ImportContext
): Promise<Outcome> {
	const { staged } = taken;
	const work = await session.store.workFolder();
	try {
		const analysis = await session.analyser.analyse(staged.path, {
			outDir: session.dryRun ? undefined : work.path,
			raw: taken.raw,
			name: task.partner ? 'pair.wav' : task.fileName
		});
		const found = describeRecording(task, analysis, session);
		if (stateOf(found.issues) === 'held')
			return outcome(task.file, 'held', found.issues, {
				sha256: staged.sha256,
				facts: found.facts
			});
		if (session.dryRun)
			return outcome(task.file, 'new', found.issues, { sha256: staged.sha256, facts: found.facts });
		const copies = {
			peaksSha256: await keepFile(session.store, analysis.peaksPath),
			playbackSha256: await keepFile(session.store, analysis.playbackPath)
		};
		await staged.keep();
		return await writeRows(
			task,
			analysis,
			{ ...found, ...copies, sha256: staged.sha256, bytes: staged.bytes },
			session
		);
	} finally {
		await work.remove();
	}
}

async function keepFile(store: BlobStore, file: string | null): Promise<string | null> {
	return file ? (await store.put(createReadStream(file))).sha256 : null;
}

type Stored = Found & Pick<NewRecording, 'sha256' | 'bytes' | 'peaksSha256' | 'playbackSha256'>;

async function writeRows(
	task: Task,
	analysis: Analysis,
	found: Stored,
	session: ImportContext
): Promise<Outcome> {
	const { db, actor, now, zone } = session.context();
	const { call, endpoint } = task.named!;
	const { agent, sha256 } = found;
	const attributes = agent?.ref ? { ...call.attributes, 'agent.ref': agent.ref } : call.attributes;
	return db.tx(async (tx) => {
		const before = await newestOfKey(tx, call.source, task.parts.key);
		const revised = before && before.sha256 !== sha256;
		const issues = revised
			? [...found.issues, issue('M_CHANGED_AFTER_IMPORT', { was: before.sha256 })]
			: found.issues;
		const added = await addRecording(
			{ tx, actor, now, zone },
			{ ...call, attributes },
			{
				key: task.parts.key,
				fileName: task.fileName,
				sha256,
				bytes: found.bytes,
				playbackSha256: found.playbackSha256,
				playbackType: analysis.playbackType,
				peaksSha256: found.peaksSha256,
				container: analysis.container,
				codec: analysis.codec,
				sampleRate: analysis.sampleRate,
				channels: analysis.channels,
				durationMs: analysis.durationMs,
				channelMap: found.channelMap,
				verdict: analysis.verdict,
				verdictReason: analysis.reason,
				speech: analysis.speech,
				detector: analysis.detector,
				issues,
				agentId: (agent?.id && session.people.idOf.get(agent.id)) || null,
				agentMethod: agent?.method ?? 'none',
				endpoint
			}
		);
		const result = outcome(task.file, added.added ? 'new' : 'same', issues, {
			recordingId: added.id,
			sha256,
			facts: { ...found.facts, revision: added.revision }
		});
		await writeItem({ tx, actor, now }, session.source, result);
		return result;
	});
}
