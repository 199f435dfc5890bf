/**
 * What to do with the files of a look: names are read, the zone is checked, and files of one
 * recording (copies, converted forms, both directions) are brought together. Reads no bytes.
 */
import * as path from 'node:path';
import { readName, type NamedCall, type SourceRules } from '../call-record.ts';
import { issue, type Issue } from '../issues.ts';
import type { Match } from '../presets/define.ts';
import {
	isArchiveForm,
	isSideFile,
	isWorkName,
	nameParts,
	rawFormOf,
	type NameParts
} from '../recording-key.ts';
import { lonelyLeg, mixMayCome } from '../settle.ts';
import { checkZone, type ZoneCheck } from '../zone-check.ts';
import type { Item } from './items.ts';
import { outcome, waitingOrHeld, type Outcome } from './outcome.ts';
import type { SeenFile } from './walk.ts';

/** A file to read, with what its name says. */
export interface Task {
	file: SeenFile;
	fileName: string;
	parts: NameParts;
	/** Null when the name does not say enough: then `notes` hold it, whatever its bytes are. */
	named: NamedCall | null;
	notes: Issue[];
	/** The other direction of the call, to be made the second channel. */
	partner?: SeenFile;
	/** It was imported before and has not changed since. */
	known: Item | null;
	/** Another file of this plan has the key: this one is a copy of it, or a conflict. */
	rival?: SeenFile;
}

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
export const isUnchanged = (file: SeenFile, item: Item | undefined): boolean =>
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

interface SortedGroup {
	decided: Outcome[];
	tasks: Task[];
}

function sortGroup(group: Task[], nowMs: number, isImported: boolean): SortedGroup {
	const wholes = group
		.filter(({ parts }) => parts.leg === null || parts.leg === 'all')
		.sort(byRank);
	const legs = group.filter((task) => !wholes.includes(task));
	const [chosen, ...others] = wholes;
	if (!chosen && isImported && legs.every(({ known }) => !known))
		return { decided: legs.map((leg) => supersededBy(leg, null)), tasks: [] };
	if (!chosen) return pairLegs(legs, nowMs);
	const decided = legs.map((task) => supersededBy(task, chosen));
	const tasks = [chosen];
	for (const task of others) {
		if (task.parts.extension !== chosen.parts.extension) decided.push(supersededBy(task, chosen));
		else tasks.push({ ...task, rival: chosen.file });
	}
	return { decided, tasks };
}

const supersededBy = (task: Task, by: Task | null) =>
	outcome(task.file, 'ignored', [
		...task.notes,
		issue('M_SUPERSEDED_COPY', by ? { by: by.file.path } : {})
	]);

/** First what is imported already, then the file itself before copies of it, then the latest stage of the recorder's pipeline, then the newest. */
function byRank(a: Task, b: Task): number {
	return (
		Number(b.known !== null) - Number(a.known !== null) ||
		Number(b.parts.leg === 'all') - Number(a.parts.leg === 'all') ||
		a.parts.copy - b.parts.copy ||
		Number(isArchiveForm(b.parts.extension)) - Number(isArchiveForm(a.parts.extension)) ||
		b.file.mtimeMs - a.file.mtimeMs ||
		(a.file.path < b.file.path ? -1 : 1)
	);
}

/** Both directions become one recording of two channels, unless a mix of them may still be made. */
function pairLegs(legs: Task[], nowMs: number): SortedGroup {
	const [first, ...spares] = legs.filter(({ parts }) => parts.leg === 'in').sort(byRank);
	const [second, ...others] = legs.filter(({ parts }) => parts.leg === 'out').sort(byRank);
	const alone = (task: Task) =>
		waitingOrHeld(task.file, [...task.notes, lonelyLeg(nowMs - task.file.mtimeMs)]);
	if (!first || !second) return { decided: legs.map(alone), tasks: [] };
	const native = rawFormOf(first.parts.extension) !== undefined;
	const youngest = Math.max(first.file.mtimeMs, second.file.mtimeMs);
	if (!native && mixMayCome(nowMs - youngest)) return { decided: legs.map(alone), tasks: [] };
	return {
		decided: [
			outcome(second.file, 'ignored', [
				...second.notes,
				issue('M_LEG_OF_PAIR', { with: first.file.path })
			]),
			...[...spares, ...others].map((task) => supersededBy(task, first))
		],
		tasks: [{ ...first, partner: second.file }]
	};
}
