import { describe, expect, it } from 'vitest';
import { chordOf, decideKey, isPressed, remapped, shownChord, type Binding } from './key-map.ts';

const label = () => '';
const press = (key: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent =>
	({
		key,
		code: `Key${key.toUpperCase()}`,
		ctrlKey: false,
		metaKey: false,
		altKey: false,
		shiftKey: false,
		isComposing: false,
		keyCode: 0,
		...held
	}) as KeyboardEvent;

const play: Binding = { name: 'p.play', shown: 'Space', label, keys: [' '] };
const back: Binding = { name: 'p.back', shown: 'J  ←', label, keys: ['j', 'arrowleft'] };
const turn: Binding = { name: 'p.turn', shown: 'Shift J', label, keys: ['j'], shift: true };
const typing: Binding = { name: 'p.typing', shown: 'Alt K', label, keys: ['KeyK'], alt: true };
const help: Binding = { shown: '?', label, keys: ['?'] };
const save: Binding = { name: 'b.save', shown: 'Ctrl S', label, keys: ['s'], ctrl: true };
const table = [play, back, turn, typing, help];

describe('a key', () => {
	it.each([
		[play, press(' '), true],
		[play, press(' ', { shiftKey: true }), false],
		[back, press('J'), true],
		[back, press('J', { shiftKey: true }), false],
		[turn, press('J', { shiftKey: true }), true],
		[turn, press('j'), false],
		[help, press('?', { shiftKey: true }), true],
		[typing, press('˚', { altKey: true, code: 'KeyK' }), true],
		[typing, press('k'), false],
		[save, press('s', { ctrlKey: true }), true],
		[save, press('s', { metaKey: true }), true],
		[save, press('s', { ctrlKey: true, altKey: true }), false]
	])('$shown is pressed by %o: %s', (entry, event, expected) => {
		expect(isPressed(entry, event)).toBe(expected);
	});
});

describe('a chord', () => {
	it.each([
		[press('K'), 'k', 'K'],
		[press('K', { shiftKey: true }), 'Shift+k', 'Shift K'],
		[press('<', { shiftKey: true }), '<', '<'],
		[press(' '), 'Space', 'Space'],
		[press('ArrowLeft', { shiftKey: true }), 'Shift+ArrowLeft', 'Shift ←'],
		[press('+', { ctrlKey: true }), 'Ctrl++', 'Ctrl +'],
		[press('+'), '+', '+'],
		[press('˚', { altKey: true, code: 'KeyK' }), 'Alt+KeyK', 'Alt K'],
		[press('¡', { altKey: true, code: 'Digit1' }), 'Alt+Digit1', 'Alt 1']
	])('of %o is %s, printed as %s', (event, chord, shown) => {
		expect(chordOf(event)).toBe(chord);
		expect(shownChord(chord)).toBe(shown);
		const [own] = remapped([play], { 'p.play': chord });
		expect(isPressed(own!, event)).toBe(true);
	});

	it.each([
		press('Shift', { shiftKey: true }),
		press('k', { isComposing: true }),
		press('Process', { keyCode: 229 })
	])('is none of %o', (event) => {
		expect(chordOf(event)).toBeUndefined();
	});
});

describe('own keys', () => {
	it('take the place of the usual ones, of those alone that have a name', () => {
		const [own, ...rest] = remapped(table, { 'p.play': 'Shift+p', '': 'x', 'q.play': 'y' });
		expect(own).toMatchObject({ keys: ['p'], shift: true, shown: 'Shift P' });
		expect(rest).toEqual([back, turn, typing, help]);
	});

	it.each([
		['p.play', 'k', { ok: true, value: 'k' }],
		['p.back', 'j', { ok: true, value: 'j' }],
		['p.play', 'j', { ok: false, refusal: 'key-taken', facts: { by: 1 } }],
		['p.play', 'Shift+j', { ok: false, refusal: 'key-taken', facts: { by: 2 } }],
		['p.play', 'Ctrl+s', { ok: false, refusal: 'key-taken', facts: { by: 5 } }],
		['p.play', 'Alt+KeyK', { ok: false, refusal: 'key-taken', facts: { by: 3 } }],
		['p.play', 'Escape', { ok: false, refusal: 'key-reserved' }],
		['p.play', '?', { ok: false, refusal: 'key-reserved' }],
		['p.play', 'g', { ok: false, refusal: 'key-reserved' }]
	])('of %s: %s', (name, chord, decision) => {
		expect(decideKey([table, [save]], name, chord)).toEqual(decision);
	});

	it('free the usual key for another action', () => {
		const mine = remapped(table, { 'p.back': 'u' });
		expect(decideKey([mine], 'p.play', 'j')).toEqual({ ok: true, value: 'j' });
		expect(decideKey([mine], 'p.play', 'u')).toMatchObject({ refusal: 'key-taken' });
	});
});
