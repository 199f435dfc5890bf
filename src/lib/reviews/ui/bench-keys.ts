import { page } from '$app/state';
import { remapped } from '#lib/ui/shell/key-map.ts';
import { ShellKeys } from '#lib/ui/shell/keys.svelte.ts';
import { actionIn, type Shortcut } from './shortcuts.ts';

/** How long the shell's `g` waits for its letter, in ms. */
const PATIENCE = 1500;

/** Tells a page's keys, as the reader has them, from the shell's: `g` and a letter is the shell's, and single letters can be switched off there. */
export class BenchKeys<Action> {
	#table: readonly Shortcut<Action>[];
	#shell = new ShellKeys();
	#goUntil = 0;

	constructor(table: readonly Shortcut<Action>[]) {
		this.#table = table;
	}

	/** What the key asks of the page; undefined leaves it to others. */
	read(event: KeyboardEvent): Action | undefined {
		if (event.target instanceof Element && event.target.closest('dialog[open]')) return undefined;
		const going = event.timeStamp < this.#goUntil;
		this.#goUntil = event.key === 'g' ? event.timeStamp + PATIENCE : 0;
		if (going) return undefined;
		const action = actionIn(remapped(this.#table, page.data.keys ?? {}), event);
		this.#shell.restore();
		const single = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
		return single && !this.#shell.enabled ? undefined : action;
	}
}
