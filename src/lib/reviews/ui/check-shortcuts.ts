import { m } from '#lib/i18n/paraglide/messages.js';
import type { CheckResult } from '#lib/reviews/check.ts';
import type { Shortcut } from './shortcuts.ts';

/** What a key of the page of a check does. The player's own keys are in its table. */
export type CheckAction =
	| { does: 'result'; result: CheckResult }
	| { does: 'second' }
	| { does: 'leave-field' }
	| { does: 'submit' }
	| { does: 'help' };

/** Every key of a check, in the order in which help shows them: this table binds them. */
export const checkShortcuts: Shortcut<CheckAction>[] = [
	{
		name: 'check.clean',
		shown: '1  C',
		label: m.checks_key_clean,
		keys: ['1', 'c'],
		action: () => ({ does: 'result', result: 'clean' })
	},
	{
		name: 'check.problem',
		shown: '2',
		label: m.checks_key_problem,
		keys: ['2'],
		action: () => ({ does: 'result', result: 'problem' })
	},
	{
		name: 'check.highlight',
		shown: '3',
		label: m.checks_key_highlight,
		keys: ['3'],
		action: () => ({ does: 'result', result: 'highlight' })
	},
	{
		name: 'check.second',
		shown: 'M',
		label: m.checks_key_second,
		keys: ['m'],
		action: () => ({ does: 'second' })
	},
	{
		shown: 'Esc',
		label: m.checks_key_leave,
		keys: ['escape'],
		typing: true,
		action: () => ({ does: 'leave-field' })
	},
	{
		name: 'check.submit',
		shown: 'Ctrl Enter',
		label: m.checks_key_submit,
		keys: ['enter'],
		ctrl: true,
		action: () => ({ does: 'submit' })
	},
	{
		shown: 'Enter',
		label: m.checks_key_enter,
		keys: ['enter'],
		action: () => ({ does: 'submit' })
	},
	{ shown: '?', label: m.checks_key_help, keys: ['?'], action: () => ({ does: 'help' }) }
];
