import { nextStart, previousStart, speechStarts, stepSpeed } from '#lib/recordings/playable.ts';
import { speakerTurns } from '#lib/recordings/turns.ts';
import type { PlayerState } from './player.svelte.ts';

export type PlayerAction =
	| { does: 'toggle' }
	| { does: 'nudge'; ms: number }
	| { does: 'seek'; to: 'start' | 'end' }
	/** To where another speaker begins, or anybody. */
	| { does: 'turn' | 'speech'; step: 1 | -1 }
	| { does: 'speed'; step: 1 | -1 }
	| { does: 'loop-start' | 'loop-end' | 'loop-clear' }
	| { does: 'skip-silence' | 'mute' | 'mark' | 'help' }
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
			return step(player, speakerTurns(player.recording.voiced), action.step);
		case 'speech':
			return step(player, speechStarts(player.recording.voiced), action.step);
		case 'speed':
			return player.setRate(stepSpeed(player.rate, action.step));
		case 'loop-start':
			return player.passage.markStart(player.currentMs);
		case 'loop-end':
			return player.passage.markEnd(player.currentMs);
		case 'loop-clear':
			return player.passage.clear();
		case 'skip-silence':
			player.skipSilence = !player.skipSilence;
			return;
		case 'mute':
			return player.mixer.setAllMuted(!player.mixer.muted);
		case 'mark':
			return player.onmark?.(player.currentMs);
		case 'help':
			player.helping = true;
			return;
		case 'zoom':
			return player.picture.zoomBy(action.step, player.currentMs);
	}
}

function step(player: PlayerState, starts: readonly number[], by: 1 | -1) {
	const { currentMs } = player;
	player.seek(
		by === -1 ? previousStart(starts, currentMs) : (nextStart(starts, currentMs) ?? currentMs)
	);
}
