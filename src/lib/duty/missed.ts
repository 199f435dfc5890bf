/**
 * A missed duty: a reviewer left at least one task of a draw undone when it was due. A fact with a
 * time, written once. The head may say, once and with a reason, that it does not count; nobody
 * says so of an own one (the policy sees to that).
 */
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';

export const excuseReasons = ['leave', 'system-fault', 'other'] as const;
export type ExcuseReason = (typeof excuseReasons)[number];

/** Letters and digits that an excuse needs, by its reason: `other` must say what. */
const fewestCharacters = (reason: ExcuseReason): number => (reason === 'other' ? 10 : 2);

export type ExcuseRefusal = 'words-missing' | 'already-excused';

/** Decides whether the missed duty may be excused so; answers with the words as they are kept. */
export function decideExcuse(
	duty: { excused: boolean },
	{ reason, words }: { reason: ExcuseReason; words: string }
): Decision<string, ExcuseRefusal> {
	if (duty.excused) return refuse('already-excused');
	const kept = cleanWords(words);
	const characters = fewestCharacters(reason);
	return realCharacters(kept) < characters ? refuse('words-missing', { characters }) : accept(kept);
}

/** How a reviewer stands in one draw, as of the due times. */
export interface DrawDuty {
	/** Tasks that were not done when they were due. */
	undone: number;
	/** Tasks done before they were due. */
	inTime: number;
	/** Tasks whose due time has not come. */
	ahead: number;
}

/** The missed duty of a reviewer in a draw, once the last of the tasks is due; undefined when there is none (yet). */
export const missedDuty = ({ undone, inTime, ahead }: DrawDuty) =>
	undone > 0 && ahead === 0 ? { tasks: undone, of: undone + inTime } : undefined;
