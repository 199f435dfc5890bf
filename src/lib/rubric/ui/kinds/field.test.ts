import { describe, expect, it } from 'vitest';
import { answerFromText } from '#lib/rubric/answer.ts';
import type { Item } from '#lib/rubric/form.ts';
import { shownFigure, typedAnswer } from './field.ts';

const minutes: Item = {
	...{ key: 'minutes', kind: 'number', weight: 0, naAllowed: true },
	text: { en: 'Minutes', 'zh-CN': '分钟' },
	config: { min: -10, max: 100, decimals: 1 }
};
const given = (text: string) => (answerFromText(minutes, text) ?? null) as number | string | null;

describe('a field for a figure', () => {
	it.each(['', '-', '-5', '1.', '1.50', '１２', '12a', 'na'])(
		'keeps %j while it is typed',
		(typed) => {
			expect(shownFigure(minutes, typed, given(typed))).toBe(typed);
		}
	);

	it.each([
		[3, '3'],
		[null, ''],
		[NaN, ''],
		['na', '']
	])('shows the answer %j that came from elsewhere', (answer, shown) => {
		expect(shownFigure(minutes, '12', answer)).toBe(shown);
		expect(typedAnswer(answer)).toBe(shown);
	});
});
