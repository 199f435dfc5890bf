/** Turns of speaking: where somebody else takes the word. */
import { speechStarts } from './playable.ts';
import type { Range } from './speech.ts';

/**
 * Where another lane begins to speak than the one before, ascending, in ms; the first speech is a
 * turn. With one lane, on which nobody can be told apart, every start of speech is one.
 */
export function speakerTurns(voiced: readonly (readonly Range[])[]): number[] {
	const spoken = voiced
		.flatMap((ranges, lane) => ranges.map(([from]) => ({ from, lane })))
		.sort((a, b) => a.from - b.from || a.lane - b.lane);
	const lanes = new Set(spoken.map(({ lane }) => lane));
	if (lanes.size < 2) return speechStarts(voiced);
	return spoken
		.filter(({ lane }, n) => n === 0 || lane !== spoken[n - 1]!.lane)
		.map(({ from }) => from);
}
