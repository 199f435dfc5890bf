/**
 * Keys of a page as its table binds them, and as a person has changed them. A chord is written
 * `Ctrl+Alt+Shift+` as far as held, then the key: `k`, `Shift+j`, `Space`, `ArrowLeft`; with Alt the
 * place of the key (`Alt+KeyK`), for there a letter is another one on every keyboard.
 */
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

export interface Binding {
	/** What a person's own key is kept under: `table.action`. Without it the key stays what it is. */
	name?: string;
	/** As printed on the key caps, for the help dialog. */
	shown: string;
	label: () => string;
	/** Values of `KeyboardEvent.key` in lower case; with `alt`, of `KeyboardEvent.code`. */
	keys: string[];
	ctrl?: boolean;
	/** With Alt held it works in text fields too. */
	alt?: boolean;
	shift?: boolean;
}

/** Chords by the names of actions. */
export type OwnKeys = Readonly<Record<string, string>>;

/** The table with a person's own keys in place of the usual ones. */
export const remapped = <Entry extends Binding>(table: readonly Entry[], own: OwnKeys): Entry[] =>
	table.map((entry) => {
		const chord = entry.name === undefined ? undefined : own[entry.name];
		return chord === undefined ? entry : { ...entry, ...bound(chord) };
	});

/** Whether the event is the press of this key, with just what has to be held. */
export function isPressed(entry: Binding, event: KeyboardEvent): boolean {
	if (event.altKey !== (entry.alt ?? false)) return false;
	if ((event.ctrlKey || event.metaKey) !== (entry.ctrl ?? false)) return false;
	if (showsShift(event) && event.shiftKey !== (entry.shift ?? false)) return false;
	return entry.keys.includes(entry.alt ? event.code : event.key.toLowerCase());
}

/** An input method has the key, or a word is being composed: nothing of the page may act on it. */
export const isComposed = (event: KeyboardEvent): boolean =>
	// 229 marks a key that an input method has taken; some browsers set nothing else.
	event.isComposing || event.keyCode === 229;

/** The chord of a press; undefined while only Shift and the like are held, or a word is composed. */
export function chordOf(event: KeyboardEvent): string | undefined {
	const { key, code } = event;
	if (
		isComposed(event) ||
		/^(Control|Alt|AltGraph|Shift|Meta|CapsLock|Dead|Unidentified)$/.test(key)
	)
		return undefined;
	const named = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key;
	const held = [
		(event.ctrlKey || event.metaKey) && 'Ctrl+',
		event.altKey && 'Alt+',
		event.shiftKey && showsShift(event) && 'Shift+'
	];
	return held.filter(Boolean).join('') + (event.altKey ? code : named);
}

/** The chords of an entry, as `chordOf` would write them. */
export const chordsOf = ({ keys, ctrl, alt, shift }: Binding): string[] =>
	keys.map((key) => {
		const named = key === ' ' ? 'Space' : key;
		return [ctrl && 'Ctrl+', alt && 'Alt+', shift && 'Shift+'].filter(Boolean).join('') + named;
	});

/** The key caps of a chord: `Shift J`, `←`. */
export const shownChord = (chord: string): string =>
	parts(chord)
		.map((part) => caps[part] ?? (part.length === 1 ? part.toUpperCase() : part))
		.join(' ')
		.replace(/\b(Key|Digit)(?=[A-Z0-9]\b)/, '');

type KeyRefusal = 'key-taken' | 'key-reserved';

/**
 * Whether `name` may have `chord`, where `tables` are those that act on one page together, with the
 * person's own keys. Refused: what another action has (`by`, its place in all tables), and what the shell or the browser needs.
 */
export function decideKey(
	tables: readonly (readonly Binding[])[],
	name: string,
	chord: string
): Decision<string, KeyRefusal> {
	const wish = bound(chord);
	if (reserved.has(chord.toLowerCase())) return refuse('key-reserved');
	const by = tables
		.flat()
		.findIndex((entry) => entry.name !== name && sameHeld(entry, wish) && overlap(entry, wish));
	return by === -1 ? accept(chord) : refuse('key-taken', { by });
}

/** The shell's, the form's and the browser's, in lower case. */
const reserved = new Set([
	...['tab', 'shift+tab', 'enter', 'escape', '?', '/', 'g', 'f5', 'f6', 'f11', 'f12'],
	...['ctrl+w', 'ctrl+t', 'ctrl+n', 'ctrl+r', 'ctrl+l', 'ctrl+c', 'ctrl+v', 'ctrl+x', 'ctrl+z']
]);

const caps: Record<string, string> = {
	ArrowLeft: '←',
	ArrowRight: '→',
	ArrowUp: '↑',
	ArrowDown: '↓',
	PageUp: 'Page Up',
	PageDown: 'Page Down'
};

/** `Ctrl++` is Ctrl and the plus. */
const parts = (chord: string): string[] => chord.split(/(?<=.)\+(?=.)/);

function bound(chord: string) {
	const held = parts(chord);
	const key = held.pop()!;
	const alt = held.includes('Alt');
	return {
		keys: [alt ? key : key === 'Space' ? ' ' : key.toLowerCase()],
		ctrl: held.includes('Ctrl'),
		alt,
		shift: held.includes('Shift'),
		shown: shownChord(chord)
	};
}

type Held = Pick<Binding, 'ctrl' | 'alt' | 'shift' | 'keys'>;

const sameHeld = (a: Held, b: Held): boolean =>
	(['ctrl', 'alt', 'shift'] as const).every((held) => (a[held] ?? false) === (b[held] ?? false));

const overlap = (a: Held, b: Held): boolean => a.keys.some((key) => b.keys.includes(key));

/** Shift makes another character of a sign (`,` and `<`); of a letter or a named key it is a key by itself. */
const showsShift = ({ key, altKey }: KeyboardEvent): boolean =>
	altKey || key.length > 1 || key === ' ' || key.toLowerCase() !== key.toUpperCase();
