/** Words for the facts of a recording; every code that has no words is shown as it is. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { numberText } from '#lib/i18n/format.ts';
import type { CallKind, Direction } from '#lib/recordings/call.ts';
import type { Verdict } from '#lib/recordings/speech.ts';

export const directionName = (direction: Direction): string =>
	({
		inbound: m.player_direction_inbound,
		outbound: m.player_direction_outbound,
		internal: m.player_direction_internal,
		unknown: m.player_direction_unknown
	})[direction]();

export const kindName = (kind: CallKind): string =>
	({
		report: m.player_kind_report,
		'call-back': m.player_kind_call_back,
		other: m.player_kind_other
	})[kind]();

export const verdictName = (verdict: Verdict): string =>
	({
		ok: m.player_verdict_ok,
		'no-speech': m.player_verdict_no_speech,
		empty: m.player_verdict_empty,
		truncated: m.player_verdict_truncated,
		unreadable: m.player_verdict_unreadable
	})[verdict]();

export const verdictTone = (verdict: Verdict) =>
	({
		ok: 'ok',
		'no-speech': 'attention',
		empty: 'attention',
		truncated: 'attention',
		unreadable: 'severe'
	})[verdict] as 'ok' | 'attention' | 'severe';

const methods: Record<string, () => string> = {
	explicit: m.player_agent_method_explicit,
	assignment: m.player_agent_method_assignment,
	'file-name': m.player_agent_method_file_name,
	none: m.player_agent_method_none
};
export const agentMethodName = (method: string): string => methods[method]?.() ?? method;

const issues: Record<string, () => string> = {
	M_HEADER_REPAIRED: m.player_issue_header_repaired,
	M_HEADER_OPEN: m.player_issue_header_open,
	M_TRUNCATED: m.player_issue_truncated,
	M_TYPE_MISMATCH: m.player_issue_type_mismatch,
	M_CHANGED_AFTER_IMPORT: m.player_issue_changed_after_import,
	M_DUP_CONTENT: m.player_issue_dup_content,
	M_OVERLAPPING_RECORDINGS: m.player_issue_overlapping_recordings,
	C_MAP_ASSUMED: m.player_issue_channels_assumed,
	C_IDENTICAL_CHANNELS: m.player_issue_channels_identical,
	C_SILENT_CHANNEL: m.player_issue_channel_silent,
	A_UNRESOLVED: m.player_issue_agent_unresolved,
	A_AMBIGUOUS: m.player_issue_agent_ambiguous,
	J_NO_CALL_DETAIL: m.player_issue_no_call_detail
};
export const issueText = (code: string): string | undefined => issues[code]?.();

/** `512 kB`, `1.2 MB`: thousands, not 1024s. */
export const bytesText = (bytes: number): string =>
	bytes < 1_000_000
		? m.player_fact_kilobytes({ size: numberText(bytes / 1000, bytes < 10_000 ? 1 : 0) })
		: m.player_fact_megabytes({ size: numberText(bytes / 1_000_000, 1) });

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
