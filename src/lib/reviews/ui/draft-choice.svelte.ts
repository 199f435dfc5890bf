import { mergeDrafts, type Conflict, type Side } from '#lib/reviews/draft-merge.ts';
import type { DraftContent } from '#lib/reviews/draft.ts';

/** Two states of a draft and the one that both began from. */
interface Parting {
	base: DraftContent;
	/** Of a copy that an earlier tab left; of what the page shows when left out. */
	mine?: DraftContent;
	/** Saved elsewhere; of a copy, what the page shows. */
	theirs: DraftContent;
}

/** What clashes, and the two states in which it does. */
export interface Question extends Parting {
	conflicts: Conflict[];
}

/** Merges what was written in two places, and asks where it clashes: one question after the other. */
export class DraftChoice {
	/** What the person must choose before more is saved. */
	question: Question | undefined = $state.raw();
	#waiting: Parting[] = [];
	#content: () => DraftContent;
	#show: (content: DraftContent) => void;

	/** `show` puts a merged draft in place of what the page shows, which `content` reads. */
	constructor(content: () => DraftContent, show: (content: DraftContent) => void) {
		this.#content = content;
		this.#show = show;
	}

	/** Shows both merged when nothing clashes, else asks. */
	settle(parting: Parting) {
		if (this.question) return void this.#waiting.push(parting);
		const { base, theirs, mine = this.#content() } = parting;
		const { content, conflicts } = mergeDrafts(base, { mine, theirs });
		if (conflicts.length === 0) this.#show(content);
		else this.question = { ...parting, conflicts };
	}

	/** Takes one side where both changed the same; everything else is merged already. */
	choose(side: Side) {
		const { question } = this;
		if (!question) return;
		const { base, theirs, mine = this.#content() } = question;
		this.question = undefined;
		this.#show(mergeDrafts(base, { mine, theirs }, side).content);
		const next = this.#waiting.shift();
		// A copy that waited meets what stands by now.
		if (next) this.settle(next.mine ? { ...next, theirs: this.#content() } : next);
	}
}
