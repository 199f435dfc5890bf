import { m } from '#lib/i18n/paraglide/messages.js';
import { durationText } from '#lib/shared/duration.ts';

interface Passage {
	fromMs: number;
	toMs: number;
	note: string;
}

/** A passage as words, with its note: `1:02–1:07 Calm`. */
export const passageWords = ({ fromMs, toMs, note }: Passage): string =>
	[m.reviews_range({ from: durationText(fromMs), to: durationText(toMs) }), note]
		.filter(Boolean)
		.join(' ');
