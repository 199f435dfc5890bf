import { describe, expect, it } from 'vitest';
import { flawlessAnswer } from '#lib/rubric/answer.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { standardForms } from '#lib/rubric/standard/index.ts';
import { emptyDraft, type DraftAnswer, type DraftContent } from './draft.ts';
import { passageAround, pinnedPassage } from './evidence.ts';
import { submissionFaults } from './submission.ts';

const form = standardForms[0]!.form;

function aContent(
	answers: Record<string, Partial<DraftAnswer>> = {},
	rest: Partial<DraftContent> = {}
): DraftContent {
	const flawless = itemsOf(form).map((item): [string, DraftAnswer] => [
		item.key,
		{ answer: flawlessAnswer(item) as DraftAnswer['answer'], comment: '', ...answers[item.key] }
	]);
	return { ...emptyDraft(), answers: Object.fromEntries(flawless), ...rest };
}
const minute = { durationMs: 60_000, speech: [], minimum: 0 };
const passage = { id: 'e1', kind: 'finding' as const, fromMs: 0, toMs: 5000, note: '' };

describe('submissionFaults', () => {
	it('lets a flawless review pass', () => {
		expect(submissionFaults(form, aContent(), minute)).toEqual([]);
	});
	it('names every open item', () => {
		expect(submissionFaults(form, emptyDraft(), minute)).toHaveLength(itemsOf(form).length);
	});
	it.each([
		['a finding with neither', { answer: 'no' }, [], ['comment-missing', 'evidence-missing']],
		['a finding with words only', { answer: 'no', comment: 'x' }, [], ['evidence-missing']],
		['words of spaces', { answer: 'no', comment: ' ' }, ['greeting'], ['comment-missing']],
		['a finding with both', { answer: 'no', comment: 'x' }, ['greeting'], []],
		[
			'a passage of another item',
			{ answer: 'no', comment: 'x' },
			['identity'],
			['evidence-missing']
		],
		['a reason instead of a passage', { answer: 'no', comment: 'x', withoutEvidence: 'y' }, [], []],
		['N/A where it is not allowed', { answer: 'na' }, [], ['not-an-answer']],
		['an answer of another kind', { answer: 3 }, [], ['not-an-answer']]
	])('judges %s', (_name, greeting, pinnedTo, faults) => {
		const content = aContent(
			{ greeting },
			{ evidence: pinnedTo.map((itemKey) => ({ ...passage, itemKey })) }
		);
		expect(submissionFaults(form, content, minute).map(({ fault }) => fault)).toEqual(faults);
	});
	it('wants a reason for N/A of an item that can fail the call', () => {
		const faults = (comment: string) =>
			submissionFaults(form, aContent({ 'station-chosen': { answer: 'na', comment } }), minute);
		expect(faults('')).toEqual([{ fault: 'na-reason-missing', itemKey: 'station-chosen' }]);
		expect(faults('cut off before')).toEqual([]);
	});
	it('wants words for a highlight and passages inside the recording', () => {
		const content = aContent(
			{},
			{
				evidence: [
					{ ...passage, id: 'h1', kind: 'highlight', itemKey: null },
					{ ...passage, id: 'h2', kind: 'highlight', itemKey: null, toMs: 60_101, note: 'x' },
					{ ...passage, id: 'f1', itemKey: 'no-such-item' }
				]
			}
		);
		expect(submissionFaults(form, content, minute)).toEqual([
			{ fault: 'note-missing', evidenceId: 'h1' },
			{ fault: 'outside-recording', evidenceId: 'h2' },
			{ fault: 'unknown-item', itemKey: 'no-such-item' }
		]);
	});
});

describe('passageAround', () => {
	it.each([
		['in the middle', 72_000.4, 300_000, [69_000, 74_000]],
		['at the start', 1000, 300_000, [0, 5000]],
		['at the end', 299_500, 300_000, [295_000, 300_000]],
		['in a recording shorter than a passage', 900, 2000, [0, 2000]]
	])('%s', (_name, atMs, durationMs, expected) => {
		expect(passageAround(atMs, durationMs)).toEqual(expected);
	});
	it('gives way to a loop', () => {
		expect(pinnedPassage([10_000.2, 12_000], 50_000, 60_000)).toEqual([10_000, 12_000]);
	});
});
