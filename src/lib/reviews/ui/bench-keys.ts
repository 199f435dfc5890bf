import { ShellKeys } from '#lib/ui/shell/keys.svelte.ts';
import { actionFor, type WorkbenchAction } from './shortcuts.ts';

/** How long the shell's `g` waits for its letter, in ms. */
const PATIENCE = 1500;

/** Tells the workbench's keys from the shell's: `g` and a letter is the shell's, and single letters can be switched off there. */
export class BenchKeys {
	#shell = new ShellKeys();
	#goUntil = 0;

	/** What the key asks of the workbench; undefined leaves it to others. */
	read(event: KeyboardEvent): WorkbenchAction | undefined {
		if (event.target instanceof Element && event.target.closest('dialog[open]')) return undefined;
		const going = event.timeStamp < this.#goUntil;
		this.#goUntil = event.key === 'g' ? event.timeStamp + PATIENCE : 0;
		if (going) return undefined;
		const action = actionFor(event);
		this.#shell.restore();
		const single = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
		return single && !this.#shell.enabled ? undefined : action;
	}
}
