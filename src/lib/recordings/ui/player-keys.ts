import { m } from '#lib/i18n/paraglide/messages.js';
import type { Binding } from '#lib/ui/shell/key-map.ts';
import type { PlayerAction } from './player-actions.ts';

/** One action with its usual keys. */
export interface PlayerKey extends Binding {
	action: PlayerAction;
}

const shift = { shift: true };
const alt = { alt: true };

/** Every key of the player, in the order in which help shows them. Digits are answers, never places. */
export const playerKeys: PlayerKey[] = [
	key('toggle', 'Space', m.player_key_toggle, [' '], { does: 'toggle' }),
	key('back-five', 'J  ←', m.player_key_back_five, ['j', 'arrowleft'], {
		does: 'nudge',
		ms: -5000
	}),
	key('forward-five', 'L  →', m.player_key_forward_five, ['l', 'arrowright'], {
		does: 'nudge',
		ms: 5000
	}),
	key(
		'back-one',
		'Shift ←',
		m.player_key_back_one,
		['arrowleft'],
		{ does: 'nudge', ms: -1000 },
		shift
	),
	key(
		'forward-one',
		'Shift →',
		m.player_key_forward_one,
		['arrowright'],
		{ does: 'nudge', ms: 1000 },
		shift
	),
	key('back-thirty', 'Page Up', m.player_key_back_thirty, ['pageup'], {
		does: 'nudge',
		ms: -30_000
	}),
	key('forward-thirty', 'Page Down', m.player_key_forward_thirty, ['pagedown'], {
		does: 'nudge',
		ms: 30_000
	}),
	key('start', 'Home', m.player_key_start, ['home'], { does: 'seek', to: 'start' }),
	key('end', 'End', m.player_key_end, ['end'], { does: 'seek', to: 'end' }),
	key('previous-turn', ',', m.player_key_previous_turn, [','], { does: 'turn', step: -1 }),
	key('next-turn', '.', m.player_key_next_turn, ['.'], { does: 'turn', step: 1 }),
	key(
		'previous-start',
		'Shift J',
		m.player_key_previous_start,
		['j'],
		{ does: 'speech', step: -1 },
		shift
	),
	key('next-start', 'Shift L', m.player_key_next_start, ['l'], { does: 'speech', step: 1 }, shift),
	key('slower', '<', m.player_key_slower, ['<'], { does: 'speed', step: -1 }),
	key('faster', '>', m.player_key_faster, ['>'], { does: 'speed', step: 1 }),
	key('skip-silence', 'Shift S', m.player_key_skip_silence, ['s'], { does: 'skip-silence' }, shift),
	key('mute', 'Shift M', m.player_key_mute, ['m'], { does: 'mute' }, shift),
	key('loop-start', '[', m.player_key_loop_start, ['['], { does: 'loop-start' }),
	key('loop-end', ']', m.player_key_loop_end, [']'], { does: 'loop-end' }),
	key('loop-clear', '\\', m.player_key_loop_clear, ['\\'], { does: 'loop-clear' }),
	key('zoom-in', '+', m.player_key_zoom_in, ['+', '='], { does: 'zoom', step: 1 }),
	key('zoom-out', '−', m.player_key_zoom_out, ['-'], { does: 'zoom', step: -1 }),
	key('toggle-typing', 'Alt K', m.player_key_toggle_typing, ['KeyK'], { does: 'toggle' }, alt),
	key(
		'back-typing',
		'Alt J',
		m.player_key_back_typing,
		['KeyJ'],
		{ does: 'nudge', ms: -5000 },
		alt
	),
	key(
		'forward-typing',
		'Alt L',
		m.player_key_forward_typing,
		['KeyL'],
		{ does: 'nudge', ms: 5000 },
		alt
	),
	key('mark-typing', 'Alt M', m.player_key_mark_typing, ['KeyM'], { does: 'mark' }, alt),
	{ shown: '?', label: m.player_key_help, keys: ['?'], action: { does: 'help' } }
];

function key(
	name: string,
	shown: string,
	label: () => string,
	keys: string[],
	action: PlayerAction,
	held: Pick<PlayerKey, 'alt' | 'shift'> = {}
): PlayerKey {
	return { name: `player.${name}`, shown, label, keys, action, ...held };
}
