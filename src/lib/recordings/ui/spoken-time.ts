import { m } from '#lib/i18n/paraglide/messages.js';

/** A time in words for a screen reader: `1 min 20 s`, `1 分 20 秒`. Whole seconds, rounded down. */
export function spokenTime(ms: number): string {
	const total = Math.max(0, Math.floor(ms / 1000));
	const [hours, minutes, seconds] = [
		Math.floor(total / 3600),
		Math.floor(total / 60) % 60,
		total % 60
	];
	if (hours > 0) return m.player_words_hours({ hours, minutes, seconds });
	return minutes > 0
		? m.player_words_minutes({ minutes, seconds })
		: m.player_words_seconds({ seconds });
}
