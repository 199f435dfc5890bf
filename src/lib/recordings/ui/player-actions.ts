import { nextStart, previousStart, stepSpeed } from '#lib/recordings/playable.ts';
import type { PlayerState } from './player.svelte.ts';

export type PlayerAction =
	| { does: 'toggle' }
	| { does: 'nudge'; ms: number }
	| { does: 'seek'; to: 'start' | 'end' }
	| { does: 'turn'; step: 1 | -1 }
	| { does: 'speed'; step: 1 | -1 }
	| { does: 'loop-start' | 'loop-end' | 'loop-clear' }
	| { does: 'zoom'; step: 1 | -1 };

/** Does to the player what a key or a foot pedal asks for. */
export function perform(player: PlayerState, action: PlayerAction) {
	switch (action.does) {
		case 'toggle':
			return player.toggle();
		case 'nudge':
			return player.nudge(action.ms);
		case 'seek':
			return player.seek(action.to === 'start' ? 0 : player.durationMs);
		case 'turn':
			return player.seek(
				action.step === -1
					? previousStart(player.starts, player.currentMs)
					: (nextStart(player.starts, player.currentMs) ?? player.currentMs)
			);
		case 'speed':
			return player.setRate(stepSpeed(player.rate, action.step));
		case 'loop-start':
			return player.passage.markStart(player.currentMs);
		case 'loop-end':
			return player.passage.markEnd(player.currentMs);
		case 'loop-clear':
			return player.passage.clear();
		case 'zoom':
			return player.picture.zoomBy(action.step, player.currentMs);
	}
}
