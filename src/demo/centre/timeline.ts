/** What happens in the centre, in order of time; what happens may bring about more. */
interface Happening {
	at: Date;
	run: () => Promise<void>;
}

export class Timeline {
	private readonly waiting: Happening[] = [];

	/** Of two at the same instant the one added first comes first. */
	add(at: Date, run: () => Promise<void>) {
		let low = 0;
		let high = this.waiting.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.waiting[middle]!.at <= at) low = middle + 1;
			else high = middle;
		}
		this.waiting.splice(low, 0, { at, run });
	}

	/** Lets everything before `end` happen. */
	async runUntil(end: Date) {
		while (this.waiting[0] && this.waiting[0].at < end) await this.waiting.shift()!.run();
	}
}
