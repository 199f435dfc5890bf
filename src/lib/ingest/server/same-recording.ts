/**
 * Files of one recording: which of them is taken, which are copies of it, and whether two directions
 * make one call. Reads no bytes.
 */
import type { NamedCall } from '../call-record.ts';
import { issue, type Issue } from '../issues.ts';
import { isArchiveForm, rawFormOf, type NameParts } from '../recording-key.ts';
import { lonelyLeg, mixMayCome } from '../settle.ts';
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

interface SortedGroup {
	decided: Outcome[];
	/** To be read, in this order. */
	tasks: Task[];
}

/** What to do with the files of one recording; `isImported` when its two directions have become one already. */
export function sortGroup(group: Task[], nowMs: number, isImported: boolean): SortedGroup {
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
