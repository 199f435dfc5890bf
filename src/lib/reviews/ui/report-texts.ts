/** Words for what is reported of a call. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ReportKind } from '#lib/reviews/call-report.ts';
import type { Tone } from '#lib/ui/tone.ts';

export const reportKindTexts: Record<ReportKind, { tone: Tone; label: () => string }> = {
	problem: { tone: 'attention', label: m.yesterday_kind_problem },
	highlight: { tone: 'info', label: m.yesterday_kind_highlight }
};
