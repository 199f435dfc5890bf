import { describe, expect, it } from 'vitest';
import { emptyDraft } from '#lib/reviews/draft.ts';
import { itemsOf, parseForm, type Item } from '#lib/rubric/form.ts';
import { Workbench } from './workbench.svelte.ts';

const yesNo = (key: string, more: object = {}) => ({
	...{ key, kind: 'yes-no', weight: 50, naAllowed: false, config: {} },
	...{ text: { en: key, 'zh-CN': key }, ...more }
});

const form = parseForm({
	title: { en: 'Complaints', 'zh-CN': '投诉' },
	callKind: 'report',
	sections: [
		{
			key: 'all',
			title: { en: 'All', 'zh-CN': '全部' },
			weight: 100,
			items: [yesNo('registered'), yesNo('told', { shownIf: { item: 'registered', is: ['yes'] } })]
		}
	]
});

const aBench = () => new Workbench(form, emptyDraft(), 60_000);
const [registered, told] = itemsOf(form) as [Item, Item];

describe('Workbench', () => {
	it('hides an item that is not asked and brings it back with what was written', () => {
		const bench = aBench();
		expect(bench.isShown(told)).toBe(false);
		bench.give(registered, { answer: 'yes' });
		expect(bench.isShown(told)).toBe(true);
		bench.give(told, { answer: 'no', comment: 'Not told when' });
		bench.give(registered, { answer: 'no' });
		expect(bench.isShown(told)).toBe(false);
		expect(bench.score.rawTenths).toBe(0);
		bench.give(registered, { answer: 'yes' });
		expect(bench.given(told)).toMatchObject({ answer: 'no', comment: 'Not told when' });
		expect(bench.score.rawTenths).toBe(500);
	});

	it('answers what comes to light on the way of a flawless call', () => {
		const bench = aBench();
		bench.answerFlawless();
		expect(bench.score).toMatchObject({ rawTenths: 1000, open: [] });
	});

	it('goes to an item by its number, not to one that is hidden', () => {
		const bench = aBench();
		expect(bench.goTo(2)).toBe(false);
		bench.give(registered, { answer: 'yes' });
		expect(bench.goTo(2)).toBe(true);
		expect(bench.focused.key).toBe('told');
		expect(bench.goTo(3)).toBe(false);
	});

	it('parts notes from findings and highlights, and keeps a note private', () => {
		const bench = aBench();
		const at = { currentMs: 10_000, loop: null };
		const id = bench.note(at);
		bench.pin(registered, { ...at, loop: [1000, 2500] });
		bench.highlight(at);
		bench.changeEvidence(id, { private: true });
		expect(bench.notes).toMatchObject([{ private: true, fromMs: 7000, toMs: 12_000 }]);
		expect(bench.passages.map(({ kind, fromMs, toMs }) => [kind, fromMs, toMs])).toEqual([
			['finding', 1000, 2500],
			['highlight', 7000, 12_000]
		]);
	});
});
