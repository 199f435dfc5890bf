import { m } from '#lib/i18n/paraglide/messages.js';
import type { Lane } from '#lib/recordings/playable.ts';

/** Whose lane it is; a channel that nothing speaks for has its number, from 1. */
export function laneName({ side, channel }: Lane): string {
	const names = {
		agent: m.player_lane_agent,
		customer: m.player_lane_customer,
		mixed: m.player_lane_mixed,
		other: m.player_lane_other
	};
	return side === 'unknown' ? m.player_lane_unknown({ channel: channel + 1 }) : names[side]();
}
