/** Words for the facts of a recording. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { numberText } from '#lib/i18n/format.ts';
import type { CallKind, Direction } from '#lib/recordings/call.ts';
import type { Verdict } from '#lib/recordings/speech.ts';
import { directionWords, kindWords, verdictWords } from './words.ts';

export const directionName = (direction: Direction): string => directionWords[direction]();
export const kindName = (kind: CallKind): string => kindWords[kind]();
export const verdictName = (verdict: Verdict): string => verdictWords[verdict]();

const methods: Record<string, () => string> = {
	explicit: m.player_agent_method_explicit,
	assignment: m.player_agent_method_assignment,
	'file-name': m.player_agent_method_file_name,
	none: m.player_agent_method_none
};
export const agentMethodName = (method: string): string => methods[method]?.() ?? method;

/** `44 B`, `512 kB`, `1.2 MB`: thousands, not 1024s. */
export function bytesText(bytes: number): string {
	if (bytes < 1000) return m.player_fact_few_bytes({ size: numberText(bytes) });
	if (bytes < 1_000_000) return m.player_fact_kilobytes({ size: numberText(bytes / 1000, 0) });
	return m.player_fact_megabytes({ size: numberText(bytes / 1_000_000, 1) });
}

/** `g711-alaw, 8 kHz, stereo`. */
export function formatText(file: { codec: string; sampleRate: number; channels: number }): string {
	const channels =
		file.channels === 1
			? m.player_fact_mono()
			: file.channels === 2
				? m.player_fact_stereo()
				: m.player_fact_channels({ count: file.channels });
	return m.player_fact_codec_text({
		codec: file.codec,
		rate: numberText(file.sampleRate / 1000),
		channels
	});
}
