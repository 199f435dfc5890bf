import { describe, expect, it } from 'vitest';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { checkItems } from './check-items.ts';
import { postedCheck } from './posted-check.ts';

function posted(fields: Record<string, string>) {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return postedCheck(data, checkItems(reportForm));
}

describe('postedCheck', () => {
	it('reads what the page sends, with scripts and without', () => {
		const sent = {
			...{ result: 'problem', problem: 'other', at: ' 1:23 ', note: ' a\r\nb ' },
			...{ 'answer.greeting': 'no', 'answer.no-such-item': 'yes' }
		};
		expect(posted({ ...sent, heard: '[[0,5000]]', spentMs: '6000', assignment: 'task' })).toEqual({
			content: {
				result: 'problem',
				problem: 'other',
				atMs: 83_000,
				note: 'a\nb',
				answers: { greeting: 'no' },
				shared: false,
				heard: [[0, 5000]],
				spentMs: 6000
			},
			assignmentId: 'task',
			typed: {
				...{ result: 'problem', problem: 'other', at: '1:23', note: ' a\nb ', shared: false },
				answers: { greeting: 'no' }
			}
		});
		expect(posted({ result: 'clean' })).toMatchObject({
			content: { result: 'clean', problem: null, atMs: null, note: '', heard: [], spentMs: 0 },
			assignmentId: undefined
		});
		expect(posted({})).toMatchObject({ content: { result: null } });
	});

	it('keeps a place that it cannot read as it was typed', () => {
		expect(posted({ result: 'highlight', at: 'about there' })).toMatchObject({
			content: { atMs: null },
			typed: { at: 'about there' }
		});
	});

	it.each([
		[{ result: 'perfect' }],
		[{ result: 'problem', problem: 'theft' }],
		[{ result: 'clean', note: 'a\u0000b' }],
		[{ result: 'clean', note: 'x'.repeat(2001) }],
		[{ result: 'clean', heard: '[[0,-1]]' }],
		[{ result: 'clean', heard: '{' }],
		[{ result: 'clean', heard: '[[0,1e99]]' }]
	])('takes nothing else: %j', (fields) => {
		expect(posted(fields).content).toBeUndefined();
		expect(posted(fields).typed.result).toBe(fields.result);
	});

	it('takes no time that is no number', () => {
		expect(posted({ result: 'clean', spentMs: '1e9' }).content?.spentMs).toBe(0);
		expect(posted({ result: 'clean', spentMs: '99999999999' }).content?.spentMs).toBe(0);
	});
});
