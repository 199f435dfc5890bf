/** The shell's keys: `?` help, `/` search, `g` and a letter to go. Held still while somebody types. */
import type { NavItem } from './places.ts';
import { places } from './places.ts';

const STORED = 'listenback.single-keys';
/** How long `g` waits for its letter, in ms. */
const PATIENCE = 1500;

interface Acts {
	help: () => void;
	search: () => void;
	go: (path: string) => void;
}

/** Whether single-letter keys may act outside their own part of the page. */
export const singleKeysOn = (): boolean => localStorage.getItem(STORED) !== 'off';

export class ShellKeys {
	/** False switches single-letter keys off, as WCAG 2.1.4 asks; kept in this browser. */
	enabled = $state(true);
	#waitingUntil = 0;

	restore(): void {
		this.enabled = singleKeysOn();
	}

	set(enabled: boolean): void {
		this.enabled = enabled;
		localStorage.setItem(STORED, enabled ? 'on' : 'off');
	}

	/** Acts on a key press of the page; leaves alone what another part has already taken. */
	handle(event: KeyboardEvent, nav: NavItem[], acts: Acts): void {
		if (event.defaultPrevented || !this.enabled || isTaken(event)) return;
		const waiting = event.timeStamp < this.#waitingUntil;
		this.#waitingUntil = 0;
		const place = nav.find(({ key }) => places[key].letter === event.key);
		if (waiting && place) acts.go(place.path);
		else if (event.key === '?') acts.help();
		else if (event.key === '/') acts.search();
		else if (event.key === 'g') this.#waitingUntil = event.timeStamp + PATIENCE;
		else return;
		event.preventDefault();
	}
}

function isTaken(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
	const at = event.target instanceof Element ? event.target : null;
	return Boolean(at?.closest('input, select, textarea, [contenteditable], dialog[open]'));
}
