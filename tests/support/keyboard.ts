import type { Page } from '@playwright/test';

/** A keyboard that counts: each key of a chord is one, typed text is none. */
export class CountedKeys {
	pressed = 0;
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** Presses keys or chords such as `Control+Enter`, one after the other. */
	async press(...chords: string[]): Promise<void> {
		for (const chord of chords) {
			this.pressed += chord.split('+').length;
			await this.#page.keyboard.press(chord);
		}
	}

	type = (text: string): Promise<void> => this.#page.keyboard.insertText(text);
}
