import type { WorkbenchAction } from './shortcuts.ts';

/**
 * Going to an item by its number: `i`, then as many digits as the highest number has, so that the
 * keys are the same whatever the form. Any other key ends it.
 */
export class ItemJump {
	readonly #length: number;
	#typed: string | undefined;

	constructor(items: number) {
		this.#length = String(items).length;
	}

	/** Further digits are expected. */
	get waits(): boolean {
		return this.#typed !== undefined;
	}

	/** Takes what a key does; the number once it is whole. */
	take(action: WorkbenchAction): number | undefined {
		if (action.does === 'item') {
			this.#typed = '';
			return undefined;
		}
		const typed = action.does === 'digit' ? this.#typed : undefined;
		this.#typed = undefined;
		if (typed === undefined || action.does !== 'digit') return undefined;
		const digits = `${typed}${action.digit % 10}`;
		if (digits.length === this.#length) return Number(digits);
		this.#typed = digits;
		return undefined;
	}
}
