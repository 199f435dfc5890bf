import { m } from '#lib/i18n/paraglide/messages.js';
import { numberText } from '#lib/i18n/format.ts';
import { unionRanges, totalLength, durationText } from '#lib/shared/duration.ts';
import type { SpeechFacts, Verdict, VerdictReason } from '#lib/recordings/speech.ts';

interface Measured {
	verdict: Verdict;
	verdictReason: VerdictReason | null;
	durationMs: number;
	speech: Partial<SpeechFacts>;
	issues: { code: string; [fact: string]: unknown }[];
}

/** What was measured that the verdict rests on, in sentences. */
export function verdictEvidence(recording: Measured): string[] {
	const { verdict, durationMs, speech } = recording;
	const lines = {
		ok: () =>
			m.player_evidence_ok({ speech: seconds(voicedMs(speech)), total: seconds(durationMs) }),
		'no-speech': () => m.player_evidence_no_speech({ speech: seconds(voicedMs(speech)) }),
		empty: () => whyEmpty(recording),
		truncated: () => whyTruncated(recording),
		unreadable: () => m.player_evidence_unreadable()
	};
	return [lines[verdict](), ...(speech.checkByEar ? [m.player_evidence_check_by_ear()] : [])];
}

function whyEmpty({ verdictReason, durationMs, speech }: Measured): string {
	if (verdictReason === 'too-short') return m.player_evidence_too_short({ ms: durationMs });
	if (verdictReason !== 'digital-silence') return m.player_evidence_no_frames();
	const peaks = (speech.peakDbfs ?? []).filter((peak) => peak !== null);
	const peak =
		peaks.length > 0
			? m.player_evidence_peak({ peak: numberText(Math.max(...peaks), 1) })
			: m.player_evidence_peak_none();
	return m.player_evidence_digital_silence({ peak });
}

function whyTruncated({ durationMs, issues }: Measured): string {
	const declaredMs = issues.find(({ code }) => code === 'M_TRUNCATED')?.declaredMs;
	return typeof declaredMs === 'number'
		? m.player_evidence_truncated({
				declared: durationText(declaredMs),
				actual: durationText(durationMs)
			})
		: m.player_evidence_truncated_plain();
}

const voicedMs = (speech: Partial<SpeechFacts>) =>
	totalLength(unionRanges((speech.voiced ?? []).flat()));

/** `4:05`, below ten seconds `0.4 s`. */
const seconds = (ms: number) => (ms < 10_000 ? `${numberText(ms / 1000, 1)} s` : durationText(ms));
