import { describe, expect, it } from 'vitest';
import { callBackForm } from '../rubric/standard/call-back.ts';
import { postedReview } from './posted.ts';

function posted(fields: Record<string, string>) {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return postedReview(callBackForm, data);
}

describe('postedReview', () => {
	it('reads answers of every kind, words and what the page added', () => {
		const review = posted({
			'answer.greeting': 'no',
			'comment.greeting': 'first\r\nsecond',
			'without.greeting': 'nowhere',
			'answer.warm-clear': '4',
			'answer.answer-score': '10',
			'answer.answer-solved': 'na',
			'answer.answer-suggestions': '暖气再热一点',
			evidence: '[{"id":"a","kind":"highlight","itemKey":null,"fromMs":0,"toMs":5,"note":"x"}]',
			heard: '[[0,5]]',
			spentMs: '12',
			version: '3',
			assignment: 'id'
		})!;
		expect(review).toMatchObject({ version: 3, assignmentId: 'id' });
		expect(review.content).toMatchObject({ heard: [[0, 5]], spentMs: 12 });
		expect(review.content.answers).toMatchObject({
			greeting: { answer: 'no', comment: 'first\nsecond', withoutEvidence: 'nowhere' },
			'warm-clear': { answer: 4 },
			'answer-score': { answer: 10 },
			'answer-solved': { answer: 'na' },
			'answer-suggestions': { answer: '暖气再热一点' },
			thanks: { answer: null, comment: '' }
		});
		expect(review.content.evidence).toHaveLength(1);
	});

	it.each<[string, Record<string, string>]>([
		['broken JSON', { evidence: '[' }],
		[
			'a reversed passage',
			{ evidence: '[{"id":"a","kind":"finding","itemKey":null,"fromMs":5,"toMs":5,"note":""}]' }
		],
		[
			'keys that nobody sends',
			{
				evidence:
					'[{"id":"a","kind":"finding","itemKey":null,"fromMs":0,"toMs":5,"note":"","score":1}]'
			}
		],
		['a NUL character', { comment: 'a\u0000b' }],
		['a negative range', { heard: '[[-1,5]]' }]
	])('refuses %s', (_name, fields) => {
		expect(posted(fields)).toBeUndefined();
	});
});
