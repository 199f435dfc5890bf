import { describe, expect, it } from 'vitest';
import type { Form } from '#lib/rubric/form.ts';
import type { Item } from '#lib/rubric/item.ts';
import { emptyDraft, type DraftAnswer, type DraftContent, type DraftEvidence } from './draft.ts';
import { heardOfSpeech, isHeard } from './listened.ts';
import { askedContent, submissionFaults, type Hearing } from './submission.ts';

const anItem = (key: string, rest: Partial<Item> = {}): Item => ({
	...{ key, kind: 'yes-no', weight: 50, naAllowed: true, config: {} },
	text: { en: key, 'zh-CN': key },
	...rest
});
const formOf = (...items: Item[]): Form => ({
	title: { en: 'Form', 'zh-CN': '表' },
	callKind: 'report',
	sections: [{ key: 's', title: { en: 'S', 'zh-CN': '节' }, weight: 100, items }]
});
const causes = [{ key: 'hurry', text: { en: 'In a hurry', 'zh-CN': '着急' } }];
const passage = (rest: Partial<DraftEvidence> = {}): DraftEvidence => ({
	...{ id: 'p', kind: 'finding', itemKey: 'a', fromMs: 0, toMs: 1000, note: '' },
	...rest
});
const contentOf = (
	answers: Record<string, Partial<DraftAnswer>>,
	rest: Partial<DraftContent> = {}
): DraftContent => ({
	...emptyDraft(),
	answers: Object.fromEntries(
		Object.entries(answers).map(([key, given]) => [key, { answer: 'yes', comment: '', ...given }])
	),
	...rest
});
const unasked: Hearing = { durationMs: 60_000, speech: [], minimum: 0 };
const named = (form: Form, content: DraftContent, hearing = unasked) =>
	submissionFaults(form, content, hearing).map(({ fault }) => fault);

describe('what an item demands', () => {
	it.each<[string, Item['require'], Partial<DraftAnswer>, DraftEvidence[], string[]]>([
		[
			'nothing of a failed answer',
			{ comment: 'never', evidence: 'never' },
			{ answer: 'no' },
			[],
			[]
		],
		['words always', { comment: 'always' }, {}, [], ['comment-missing']],
		['words with N/A too', { comment: 'always' }, { answer: 'na' }, [], ['comment-missing']],
		['a passage always', { evidence: 'always' }, {}, [], ['evidence-missing']],
		['a passage or why there is none', { evidence: 'always' }, { withoutEvidence: 'x' }, [], []],
		[
			'a passage that is a note',
			{ evidence: 'always' },
			{},
			[passage({ kind: 'note', note: 'x' })],
			[]
		],
		[
			'no private one',
			{ evidence: 'always' },
			{},
			[passage({ kind: 'note', note: 'x', private: true })],
			['evidence-missing']
		],
		['no passage of N/A', { evidence: 'always' }, { answer: 'na' }, [], []],
		[
			'a finding, not a note, of a failed answer',
			undefined,
			{ answer: 'no', comment: 'x' },
			[passage({ kind: 'note', note: 'x' })],
			['evidence-missing']
		]
	])('%s', (_name, require, given, evidence, faults) => {
		const form = formOf(anItem('a', require ? { require } : {}));
		expect(named(form, contentOf({ a: given }, { evidence }))).toEqual(faults);
	});

	it.each([
		['none', undefined, ['root-cause-missing']],
		['one of another item', 'tired', ['root-cause-missing']],
		['one of its own', 'hurry', []]
	])('a root cause of a failed answer: %s', (_name, rootCause, faults) => {
		const form = formOf(anItem('a', { rootCauses: causes, require: { evidence: 'never' } }));
		const given = { answer: 'no', comment: 'x', ...(rootCause && { rootCause }) };
		expect(named(form, contentOf({ a: given }))).toEqual(faults);
		expect(named(form, contentOf({ a: { answer: 'yes' } }))).toEqual([]);
	});

	it('wants words for a note', () => {
		const form = formOf(anItem('a'));
		const note = (words: string) => passage({ kind: 'note', itemKey: null, note: words });
		expect(named(form, contentOf({ a: {} }, { evidence: [note(' ')] }))).toEqual(['note-missing']);
		expect(named(form, contentOf({ a: {} }, { evidence: [note('Calm')] }))).toEqual([]);
	});
});

describe('an item that is not asked', () => {
	const hidden = anItem('b', { shownIf: { item: 'a', is: ['no'] } });
	const form = formOf(anItem('a', { require: { comment: 'never', evidence: 'never' } }), hidden);
	it('stays open without a fault, and is open once it is asked', () => {
		expect(named(form, contentOf({ a: { answer: 'yes' } }))).toEqual([]);
		expect(named(form, contentOf({ a: { answer: 'no' } }))).toEqual(['open']);
	});
	it('keeps neither answer nor passage that were given before', () => {
		const given = contentOf(
			{ a: { answer: 'yes', rootCause: 'hurry' }, b: { answer: 'no' } },
			{ evidence: [passage({ itemKey: 'b' }), passage({ id: 'q' })] }
		);
		expect(named(form, given)).toEqual([]);
		const asked = askedContent(form, given);
		expect(asked.answers).toEqual({ a: { answer: 'yes', comment: '' } });
		expect(asked.evidence.map(({ id }) => id)).toEqual(['q']);
	});
});

describe('how much was heard', () => {
	const speech: [number, number][] = [[0, 10_000], [20_000, 30_000]]; // prettier-ignore
	it.each<[string, [number, number][], number]>([
		['nothing', [], 0],
		['silence', [[10_000, 20_000]], 0],
		['half of it', [[5000, 25_000]], 500],
		['just short of it, rounded down', [[0, 9999], [20_000, 30_000]], 999], // prettier-ignore
		['all of it', [[0, 30_000]], 1000]
	])('%s', (_name, heard, permille) => {
		expect(heardOfSpeech(heard, speech)).toBe(permille);
		expect(heardOfSpeech(heard, [])).toBe(1000);
	});

	const form = formOf(anItem('a'));
	const hearing = { durationMs: 30_000, speech, minimum: 80 };
	const evidence = [passage({ kind: 'highlight', note: 'x', fromMs: 18_000, toMs: 20_000 })];
	it.each<[string, Partial<DraftContent>, string[]]>([
		['exactly the minimum', { heard: [[0, 16_000], [20_000, 26_000]] }, []], // prettier-ignore
		['a little less', { heard: [[0, 16_000], [20_000, 25_999]] }, ['under-heard']], // prettier-ignore
		['less, and a reason', { heard: [], underHeardReason: ' Heard it live ' }, []],
		['less, and no reason', { heard: [], underHeardReason: 'no time ……….' }, ['under-heard']],
		['enough but for a passage', { heard: [[0, 18_500], [20_000, 30_000]], evidence }, ['under-heard']], // prettier-ignore
		['a passage but for what a seek loses', { heard: [[0, 10_000], [18_050, 19_980], [20_000, 30_000]], evidence }, []] // prettier-ignore
	])('%s', (_name, rest, faults) => {
		expect(named(form, contentOf({ a: {} }, rest), hearing)).toEqual(faults);
	});

	it('says how much, how much is asked for, and which passages; asks for nothing at 0', () => {
		const content = contentOf({ a: {} }, { heard: [[0, 10_000]], evidence });
		expect(submissionFaults(form, content, hearing)).toEqual([
			{ fault: 'under-heard', heardPermille: 500, minimum: 80, unheard: ['p'] }
		]);
		expect(submissionFaults(form, content, { ...hearing, minimum: 0 })).toEqual([]);
		expect(isHeard([0, 10_101], [[0, 10_000]])).toBe(false);
		expect(isHeard([0, 10_100], [[0, 10_000]])).toBe(true);
	});
});
