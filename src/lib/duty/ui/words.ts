/** Words for the codes of the duty to check. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { ExcuseReason } from '../missed.ts';
import type { SkipReason } from '../replace.ts';

export const excuseTexts: Record<ExcuseReason, () => string> = {
	leave: m.duty_excuse_leave,
	'system-fault': m.duty_excuse_system_fault,
	other: m.duty_excuse_other
};

const skipTexts: Record<SkipReason, () => string> = {
	'already-drawn': m.duty_skip_already_drawn,
	superseded: m.duty_skip_superseded,
	'not-playable': m.duty_skip_not_playable,
	'other-agent': m.duty_skip_other_agent,
	'already-reviewed': m.duty_skip_already_reviewed,
	'nobody-to-check': m.duty_skip_nobody_to_check
};

/** `drawn before: 2`. */
export const skipText = ({ reason, count }: { reason: string; count: number }): string =>
	m.duty_skip_one({ reason: skipTexts[reason as SkipReason]?.() ?? reason, count });

/** A plan's name in the reader's language. */
export const planName = (name: { en: string; 'zh-CN': string }): string => name[getLocale()];
