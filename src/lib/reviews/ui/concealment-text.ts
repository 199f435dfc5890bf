import { m } from '#lib/i18n/paraglide/messages.js';
import type { ConcealmentState } from '#lib/reviews/concealment.ts';
import type { Tone } from '#lib/ui/tone.ts';

const tags: Record<ConcealmentState, { tone: Tone; label: () => string }> = {
	waiting: { tone: 'attention', label: m.concealments_waiting },
	concealed: { tone: 'severe', label: m.concealments_concealed },
	'not-concealed': { tone: 'ok', label: m.concealments_not_concealed }
};

export const concealmentTag = (state: ConcealmentState): { tone: Tone; label: string } => ({
	tone: tags[state].tone,
	label: tags[state].label()
});
