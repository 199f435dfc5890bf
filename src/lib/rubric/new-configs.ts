/** What the fields of each kind begin with. A kind without a line here does not type-check. */
import type { CriterionKindName } from './kinds/index.ts';

const blank = { en: '', 'zh-CN': '' };

export const newConfigs = {
	'yes-no': {},
	scale: { steps: [blank, blank, blank], failUpTo: 1 },
	choice: {
		options: [
			{ key: 'option-1', text: blank, share: 100 },
			{ key: 'option-2', text: blank, share: 0, failed: true }
		]
	},
	deduction: { points: 5, most: 5 },
	bonus: { points: 1, most: 3 },
	number: { min: 0, max: 100 },
	text: {},
	record: {
		field: 'choice',
		options: [
			{ key: 'option-1', text: blank },
			{ key: 'option-2', text: blank }
		]
	}
} satisfies Record<CriterionKindName, unknown>;
