import { m } from '#lib/i18n/paraglide/messages.js';
import type { CustodyState } from '../custody-state.ts';

const sentences: Record<CustodyState, () => string> = {
	kept: m.custody_state_kept,
	quarantined: m.custody_state_quarantined,
	purged: m.custody_state_purged,
	restricted: m.custody_state_restricted
};

/** Where the recording stands, as a sentence: why it cannot be heard, unless it is kept. */
export const custodySentence = (state: CustodyState): string => sentences[state]();
