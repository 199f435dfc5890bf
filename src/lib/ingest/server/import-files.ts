/** Imports what one look at a source found: plan, then each recording, a few at a time. */
import * as path from 'node:path';
import { keysOf } from '#lib/recordings/server/recordings.ts';
import { nameParts } from '../recording-key.ts';
import { guardedMatch } from './guarded-match.ts';
import { importTask, type ImportContext } from './import-task.ts';
import { itemsOf, writeItems } from './items.ts';
import { outcome, type Outcome } from './outcome.ts';
import { planFiles, type Plan } from './plan.ts';
import type { Task } from './same-recording.ts';
import type { SeenFile } from './walk.ts';
import { issue } from '../issues.ts';
import type { ZoneCheck } from '../zone-check.ts';

interface ImportResult {
	/** In the order of the files; without those that went away meanwhile. */
	outcomes: Outcome[];
	zoneCheck: ZoneCheck;
}

interface FilesOptions {
	/** Outcomes found while waiting, to be written and told with the rest. */
	also?: readonly Outcome[];
	/** Further files of the source, whose names join the zone check. */
	besides?: readonly SeenFile[];
	/** Recordings in work at once. */
	atOnce: number;
}

/** Everything in `files` must have been looked at long enough; the bytes are judged here once more. */
export async function importFiles(
	files: readonly SeenFile[],
	session: ImportContext,
	{ also = [], besides = [], atOnce }: FilesOptions
): Promise<ImportResult> {
	const plan = await makePlan(files, session, besides);
	const results = new Map<string, Outcome>();
	const note = (result: Outcome) => void results.set(result.file.path, result);
	plan.decided.forEach(note);
	const waiting = plan.groups.values();
	const run = async () => {
		for (const group of waiting) for (const task of group) await runTask(task, session, note);
	};
	await Promise.all(Array.from({ length: atOnce }, run));
	const outcomes = [...files.flatMap(({ path }) => results.get(path) ?? []), ...also];
	if (!session.dryRun)
		await writeItems(session.context(), session.source, outcomes.filter(needsWriting));
	return { outcomes, zoneCheck: plan.zoneCheck };
}

/** What the names say, without reading a byte. */
export async function makePlan(
	files: readonly SeenFile[],
	{ context, source }: Pick<ImportContext, 'context' | 'source'>,
	besides: readonly SeenFile[] = []
): Promise<Plan> {
	const { db } = context();
	const legs = files.flatMap((file) => {
		const { key, leg } = nameParts(path.posix.basename(file.path));
		return leg === 'in' || leg === 'out' ? [key] : [];
	});
	return planFiles(files, {
		rules: source,
		match: guardedMatch(),
		nowMs: Date.now(),
		besides,
		items: await itemsOf(
			db.read,
			source.id,
			files.map((file) => file.path)
		),
		importedKeys: await keysOf(db.read, source.name, legs)
	});
}

/** Recordings wrote their item with their rows; what is unchanged since then needs no word. */
const needsWriting = ({ state, unchanged }: Outcome) => state !== 'new' && !unchanged;

/** Faults of the delivered file; any other (a full disk, a lost database) ends the run. */
const fileFaults = ['EACCES', 'EIO', 'EISDIR', 'ENOENT', 'EPERM', 'ESTALE'];

async function runTask(task: Task, session: ImportContext, note: (result: Outcome) => void) {
	try {
		const result = await importTask(task, session);
		if (result) note(result);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (!fileFaults.includes(code ?? '')) throw error;
		note(outcome(task.file, 'held', [...task.notes, issue('S_UNREADABLE', { error: code })]));
	}
}
