/**
 * What to do with the files of a look: names are read, the zone is checked, and files of one
 * recording (copies, converted forms, both directions) are brought together. Reads no bytes.
 */
import * as path from 'node:path';
import { readName, type SourceRules } from '../call-record.ts';
import { issue } from '../issues.ts';
import type { Match } from '../presets/define.ts';
import { isSideFile, isWorkName, nameParts } from '../recording-key.ts';
import { checkZone, type ZoneCheck } from '../zone-check.ts';
import type { Item } from './items.ts';
import { outcome, type Outcome } from './outcome.ts';
import { sortGroup, type Task } from './same-recording.ts';
import type { SeenFile } from './walk.ts';

export interface Plan {
	decided: Outcome[];
	/** Each group is one recording; its tasks run in order. */
	groups: Task[][];
	zoneCheck: ZoneCheck;
}

/** Larger files are not read at all. */
export const SIZE_LIMIT = 2 * 1024 ** 3;

export interface PlanFacts {
	rules: SourceRules;
	match: Match;
	/** The file system's clock. */
	nowMs: number;
	/** What is known of the paths. */
	items: ReadonlyMap<string, Item>;
	/** Keys of legs in the plan that have a recording. */
	importedKeys: ReadonlySet<string>;
	/** Files whose names join the zone check only. */
	besides: readonly SeenFile[];
}

/** Sorts files into what is decided by name alone and what has to be read. */
export function planFiles(
	files: readonly SeenFile[],
	{ rules, match, nowMs, items, importedKeys, besides }: PlanFacts
): Plan {
	const decided: Outcome[] = [];
	const tasks: Task[] = [];
	const clocks = [];
	for (const file of files) {
		const early = refusedEarly(file);
		if (early) {
			decided.push(early);
			continue;
		}
		const { task, clock } = readTask(file, items.get(file.path), rules, match);
		if (clock) clocks.push(clock);
		tasks.push(task);
	}
	const own = new Set(files.map(({ path }) => path));
	for (const file of besides.filter(({ path, barred }) => !barred && !own.has(path))) {
		const { clock } = readTask(file, undefined, rules, match);
		if (clock) clocks.push(clock);
	}
	const zoneCheck = checkZone(clocks, rules.zone);
	noteZone(tasks, zoneCheck);
	const groups: Task[][] = [];
	for (const group of byKey(tasks)) {
		const isImported = importedKeys.has(group[0]!.parts.key);
		const sorted = sortGroup(group, nowMs, isImported);
		decided.push(...sorted.decided);
		if (sorted.tasks.length > 0) groups.push(sorted.tasks);
	}
	return { decided, groups, zoneCheck };
}

function refusedEarly(file: SeenFile): Outcome | undefined {
	if (file.barred)
		return outcome(file, file.barred.severity === 'reject' ? 'rejected' : 'ignored', [file.barred]);
	if (isWorkName(path.posix.basename(file.path)))
		return outcome(file, 'ignored', [issue('M_WORK_NAME')]);
	if (file.size > SIZE_LIMIT)
		return outcome(file, 'rejected', [
			issue('S_TOO_LARGE', { bytes: file.size, limit: SIZE_LIMIT })
		]);
	return undefined;
}

function readTask(file: SeenFile, item: Item | undefined, rules: SourceRules, match: Match) {
	const relativePath = file.path.normalize('NFC');
	const fileName = path.posix.basename(relativePath);
	const parts = nameParts(fileName);
	const read = readName({ fileName, relativePath }, parts.key, rules, match);
	const notes = 'held' in read ? [read.held] : [...read.named.issues];
	if (!file.isUtf8) notes.push(issue('W_ENCODING'));
	const task: Task = {
		file,
		fileName,
		parts,
		named: 'named' in read ? read.named : null,
		notes,
		known: isUnchanged(file, item) ? item! : null
	};
	return { task, clock: read.clocks };
}

/** True for a file that was imported and has kept its size and time. */
const isUnchanged = (file: SeenFile, item: Item | undefined): boolean =>
	item?.state === 'ready' && item.size === file.size && item.mtimeMs === file.mtimeMs;

function noteZone(tasks: Task[], { code, found, zone }: ZoneCheck) {
	if (code !== 'E_TZ_MISMATCH' && code !== 'W_TZ_MISMATCH') return;
	for (const task of tasks) if (task.named) task.notes.push(issue(code, { found, zone }));
}

/** Files of one key together; what cannot be named, and companions, stand alone. */
function byKey(tasks: readonly Task[]): Task[][] {
	const groups = new Map<string, Task[]>();
	const alone: Task[][] = [];
	for (const task of tasks) {
		const known = groups.get(task.parts.key);
		if (!task.named || isSideFile(task.parts.extension)) alone.push([task]);
		else if (known) known.push(task);
		else groups.set(task.parts.key, [task]);
	}
	return [...groups.values(), ...alone];
}
