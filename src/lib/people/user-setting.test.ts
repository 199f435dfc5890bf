import { describe, expect, it } from 'vitest';
import { isUserSettingName, userSettingOf } from './user-setting.ts';

const player = {
	volume: 1,
	muted: false,
	lanes: { agent: { volume: 0.4, muted: true } },
	rate: 1,
	skipSilence: false,
	follow: true
};

describe('an own setting', () => {
	it('has a name of the list', () => {
		expect(isUserSettingName('player')).toBe(true);
		expect(isUserSettingName('constructor')).toBe(false);
	});

	it.each([{ rate: 0.5 }, { rate: 3 }, { volume: 0 }, { lanes: {} }])(
		'takes a player of %o',
		(part) => {
			expect(userSettingOf('player', { ...player, ...part })).toEqual({ ...player, ...part });
		}
	);

	it.each([
		{ rate: 0.49 },
		{ rate: 3.01 },
		{ volume: -0.1 },
		{ volume: '1' },
		{ follow: undefined },
		{ lanes: { boss: { volume: 1, muted: false } } },
		{ colour: 'red' }
	])('takes no player of %o', (part) => {
		expect(userSettingOf('player', { ...player, ...part })).toBeUndefined();
	});

	it.each(['k', 'Space', 'Shift+ArrowLeft', 'Ctrl+Alt+Shift+KeyK', '+', 'Alt+KeyM', '，'])(
		'takes %s as a key',
		(chord) => {
			expect(userSettingOf('keys', { 'player.toggle': chord })).toBeDefined();
		}
	);

	it.each(['', ' ', 'a b', 'x'.repeat(21), 'a\u0000', 7])('takes no %o as a key', (chord) => {
		expect(userSettingOf('keys', { 'player.toggle': chord })).toBeUndefined();
	});

	it('takes a hundred keys, by names of actions', () => {
		const keys = (count: number) =>
			Object.fromEntries(
				Array.from({ length: count }, (_, n) => [
					`bench.${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}`,
					'k'
				])
			);
		expect(userSettingOf('keys', keys(100))).toBeDefined();
		expect(userSettingOf('keys', keys(101))).toBeUndefined();
		expect(userSettingOf('keys', { toggle: 'k' })).toBeUndefined();
	});
});
