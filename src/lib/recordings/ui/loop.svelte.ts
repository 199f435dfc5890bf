import type { Range } from '#lib/recordings/speech.ts';

/** The passage repeated: set by its two ends, each at the playhead. Times are whole ms. */
export class PlayLoop {
	/** Null while there is none. */
	range = $state.raw<Range | null>(null);
	/** Start of a passage, also of one whose end is not set yet. */
	fromMs = $state<number | null>(null);

	/** Sets the start; an end at or before it is dropped. */
	markStart(atMs: number) {
		const [from, to] = [Math.round(atMs), this.range?.[1]];
		this.range = to !== undefined && to > from ? [from, to] : null;
		this.fromMs = from;
	}

	/** Sets the end; without a start the passage begins at 0. An end at or before the start changes nothing. */
	markEnd(atMs: number) {
		const [from, to] = [this.fromMs ?? 0, Math.round(atMs)];
		if (to <= from) return;
		this.range = [from, to];
		this.fromMs = from;
	}

	clear() {
		this.range = this.fromMs = null;
	}

	/** Where to go on from when `ms` has run over the end. */
	restart(ms: number): number | undefined {
		return this.range && ms >= this.range[1] ? this.range[0] : undefined;
	}
}
