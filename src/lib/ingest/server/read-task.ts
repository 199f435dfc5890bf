/** Opens a task's file, makes sure that it is finished, and takes its bytes into the store's waiting room. */
import type { FileHandle } from 'node:fs/promises';
import type { Analyser, RawForm } from '#lib/recordings/server/analyser.ts';
import type { Inspection } from '#lib/recordings/server/detect.ts';
import { BlobTooLarge } from '#lib/platform/server/files/local-store.ts';
import type { BlobStore, StagedBlob } from '#lib/platform/server/files/store.ts';
import { issue, issueFrom, type Issue } from '../issues.ts';
import { isSideFile, rawFormOf } from '../recording-key.ts';
import { unfinished } from '../settle.ts';
import { canCombine, combinedLegs, type LegForm } from './combine-legs.ts';
import { outcome, waitingOrHeld, type Outcome } from './outcome.ts';
import { SIZE_LIMIT } from './plan.ts';
import type { Task } from './same-recording.ts';
import { safeOpen, type OpenedFile } from './safe-open.ts';
import type { SeenFile } from './walk.ts';

export interface TakenIn {
	staged: StagedBlob;
	inspection: Inspection;
	/** Declared form, when the bytes have no header. */
	raw: RawForm | undefined;
}

interface ReadOptions {
	store: BlobStore;
	analyser: Analyser;
	/** The file lies in a watched folder. */
	watched: boolean;
	/** Declared form of the source's headerless files. */
	raw: RawForm | null;
	/** The file system's clock. */
	nowMs: number;
}

/** The bytes, or what became of the file instead; undefined when it has gone meanwhile. */
export async function takeIn(
	task: Task,
	options: ReadOptions
): Promise<TakenIn | Outcome | undefined> {
	const opened = await safeOpen(task.file, options);
	if (opened === 'gone') return undefined;
	if ('barred' in opened) {
		const { barred } = opened;
		return outcome(task.file, barred.severity === 'reject' ? 'rejected' : 'held', [
			...task.notes,
			barred
		]);
	}
	try {
		if (hasChanged(task.file, opened)) return stillChanging(task);
		return task.partner
			? await takePair(task, task.partner, opened, options)
			: await takeOne(task, opened, options);
	} finally {
		await opened.handle.close();
	}
}

async function takeOne(
	task: Task,
	opened: OpenedFile,
	options: ReadOptions
): Promise<TakenIn | Outcome> {
	const raw = options.raw ?? undefined;
	const looked = await lookInside(task, opened, raw, options);
	if ('outcome' in looked) return looked.outcome;
	const content = opened.handle.createReadStream({ start: 0, autoClose: false });
	try {
		const staged = await options.store.stage(content, { limitBytes: SIZE_LIMIT });
		const after = await opened.handle.stat();
		if (after.size === opened.size && Math.floor(after.mtimeMs) === opened.mtimeMs)
			return { staged, inspection: looked.inspection, raw };
		await staged.drop();
		return stillChanging(task);
	} catch (error) {
		if (!(error instanceof BlobTooLarge)) throw error;
		return outcome(task.file, 'rejected', [issue('S_TOO_LARGE', { limit: SIZE_LIMIT })]);
	}
}

/** What the bytes are; an outcome when they are not finished, not sound, or their name holds them. */
async function lookInside(
	task: Task,
	opened: OpenedFile,
	raw: RawForm | undefined,
	{ analyser, nowMs }: ReadOptions
): Promise<{ inspection: Inspection } | { outcome: Outcome }> {
	const inspection = await analyser.inspect(opened.path, { raw, name: task.fileName });
	const noSound = inspection.issues.some(({ code }) => code === 'M_NOT_AUDIO');
	if (isSideFile(task.parts.extension) && (noSound || opened.size === 0))
		return { outcome: outcome(task.file, 'ignored', [issue('M_SIDE_FILE')]) };
	const facts = {
		size: opened.size,
		state: inspection.state,
		blank: await isBlank(opened.handle, opened.size)
	};
	const waiting = unfinished(facts, nowMs - opened.mtimeMs);
	if (waiting) return { outcome: waitingOrHeld(task.file, [...task.notes, waiting]) };
	const issues = [...task.notes, ...inspection.issues.map(issueFrom)];
	if (issues.some(({ severity }) => severity === 'hold'))
		return { outcome: outcome(task.file, 'held', issues) };
	return { inspection };
}

/** Zeros from the first byte: the place of a file that is still to come. */
async function isBlank(handle: FileHandle, size: number): Promise<boolean> {
	const head = Buffer.alloc(Math.min(size, 4096));
	await handle.read(head, 0, head.length, 0);
	return head.length > 0 && head.every((byte) => byte === 0);
}

async function takePair(
	task: Task,
	partner: SeenFile,
	first: OpenedFile,
	options: ReadOptions
): Promise<TakenIn | Outcome> {
	const second = await safeOpen(partner, options);
	if (second === 'gone')
		return waitingOrHeld(task.file, [...task.notes, issue('M_LEG_ALONE', { severity: 'info' })]);
	if ('barred' in second) return outcome(task.file, 'held', [...task.notes, second.barred]);
	try {
		if (hasChanged(partner, second)) return stillChanging(task);
		const raw = options.raw ?? rawFormOf(task.parts.extension);
		const form = async (leg: OpenedFile) =>
			legForm(leg, await options.analyser.inspect(leg.path, { raw, name: task.fileName }));
		const [a, b] = [await form(first), await form(second)];
		if (!a || !b || !canCombine(a, b))
			return outcome(task.file, 'held', [...task.notes, issue('M_LEG_ALONE')]);
		const originals = [];
		for (const { handle } of [first, second])
			originals.push(
				await options.store.put(handle.createReadStream({ start: 0, autoClose: false }))
			);
		const staged = await options.store.stage(
			combinedLegs({ handle: first.handle, form: a }, { handle: second.handle, form: b })
		);
		task.notes.push(
			issue('C_MAP_ASSUMED', { severity: 'warn', legs: originals.map(({ sha256 }) => sha256) })
		);
		const inspection = await options.analyser.inspect(staged.path, { name: 'pair.wav' });
		return { staged, inspection, raw: undefined };
	} finally {
		await second.handle.close();
	}
}

function legForm(opened: OpenedFile, inspection: Inspection): LegForm | undefined {
	const { wav, container, codec, sampleRate, channels, actualBytes, state } = inspection;
	if (channels !== 1 || state !== 'closed' || opened.size === 0) return undefined;
	if (container === 'raw') return { codec, sampleRate, at: 0, bytes: opened.size };
	return wav ? { codec, sampleRate, at: wav.dataAt, bytes: actualBytes } : undefined;
}

const hasChanged = (seen: SeenFile, opened: OpenedFile) =>
	opened.size !== seen.size || opened.mtimeMs !== seen.mtimeMs;

const stillChanging = (task: Task): Outcome =>
	waitingOrHeld(task.file, [...task.notes, issue('M_STILL_CHANGING')]);

/** Issues of the same code once, the first one. */
export const withoutRepeats = (issues: readonly Issue[]): Issue[] =>
	issues.filter(({ code }, index) => issues.findIndex((other) => other.code === code) === index);
