import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { anyForm, anyReview } from '../../../tests/fixtures/any-form.ts';
import { rubricOrder, type Place, type RubricChoice } from './choice.ts';
import { isShown, shownItems } from './condition.ts';
import { scoringFaults } from './faults.ts';
import { itemsOf, parseForm, type Form, type Item } from './form.ts';
import { standardForms } from './standard/index.ts';

const anyWords = fc
	.string({ unit: 'grapheme', maxLength: 40 })
	.filter((words) => words.trim() !== '' && !words.includes('\u0000'));
const anyText = fc.record({ en: anyWords, 'zh-CN': anyWords });
const demand = fc.constantFrom('never' as const, 'failed' as const, 'always' as const);
const example = fc.oneof(
	fc.record({ words: anyText }),
	fc.record({
		clip: fc.record({
			recordingId: fc.uuid(),
			fromMs: fc.integer({ min: 0, max: 5000 }),
			toMs: fc.integer({ min: 5001, max: 90_000 })
		})
	})
);
/** What an item may have beside what scoring needs. */
const anyExtras: fc.Arbitrary<Partial<Item>> = fc.record(
	{
		guidance: anyText,
		examples: fc.record({ good: fc.array(example, { maxLength: 3 }) }),
		require: fc.record({ comment: demand, evidence: demand }, { requiredKeys: [] }),
		rootCauses: fc
			.array(anyText, { minLength: 1, maxLength: 3 })
			.map((texts) => texts.map((text, index) => ({ key: `c${index}`, text }))),
		usual: fc.constant('na' as const),
		selfCheck: fc.boolean()
	},
	{ requiredKeys: [] }
);
const anyWholeForm: fc.Arbitrary<Form> = fc
	.tuple(anyForm, anyText, fc.array(fc.tuple(anyText, anyExtras), { minLength: 20, maxLength: 20 }))
	.map(([form, title, extras]) => {
		let next = 0;
		const dressed = (item: Item): Item => {
			const [text, more] = extras[next++ % extras.length]!;
			return { ...item, text, ...more };
		};
		return {
			...form,
			title,
			sections: form.sections.map((section) => ({ ...section, items: section.items.map(dressed) }))
		};
	});

describe('JSON → form → JSON', () => {
	it('is the identity for any form', () => {
		fc.assert(
			fc.property(anyWholeForm, (form) => {
				const json = canonicalJson(form);
				expect(canonicalJson(parseForm(JSON.parse(json)))).toBe(json);
			})
		);
	});
	it.each(standardForms)('is the identity for the standard form $key', ({ form }) => {
		const json = canonicalJson(form);
		expect(canonicalJson(parseForm(JSON.parse(json)))).toBe(json);
	});
});

describe('conditions of any form', () => {
	it('name earlier items, so nothing stands against scoring by them', () => {
		fc.assert(
			fc.property(anyForm, (form) => {
				const named = scoringFaults(form).filter(({ fault }) => fault.startsWith('condition'));
				expect(named).toEqual([]);
			})
		);
	});
	it('show items in the order of the form, always those without one, and never one that hangs on a hidden one', () => {
		fc.assert(
			fc.property(anyReview, ({ form, answers }) => {
				const shown = shownItems(form, answers);
				const keys = new Set(shown.map(({ key }) => key));
				expect(shown).toEqual(itemsOf(form).filter(({ key }) => keys.has(key)));
				for (const item of itemsOf(form)) {
					expect(isShown(form, item, answers)).toBe(keys.has(item.key));
					if (!item.shownIf) expect(keys.has(item.key)).toBe(true);
					else if (keys.has(item.key)) {
						expect(keys.has(item.shownIf.item)).toBe(true);
						expect(item.shownIf.is).toContain(answers[item.shownIf.item]);
					}
				}
			})
		);
	});
});

const kind = fc.constantFrom('report' as const, 'call-back' as const, 'other' as const);
const queue = fc.constantFrom(null, 'q1', 'q2');
const teamId = fc.constantFrom(null, 't1', 't2');
const anyPlace: fc.Arbitrary<Place> = fc.record({ callKind: kind, queue, teamId });
const anyChoices: fc.Arbitrary<RubricChoice[]> = fc
	.uniqueArray(anyPlace, { selector: (place) => JSON.stringify(place), maxLength: 12 })
	.map((places) => places.map((place, index) => ({ ...place, rubricId: `r${index}` })));

describe('the choice of a rubric', () => {
	const rubricsOf = (choices: RubricChoice[]) =>
		choices.map(({ rubricId, callKind }) => ({ id: rubricId, callKind }));
	it('does not depend on the order of the choices', () => {
		fc.assert(
			fc.property(anyChoices, anyPlace, (choices, call) => {
				const rubrics = rubricsOf(choices);
				expect(rubricOrder(choices.toReversed(), rubrics, call)).toEqual(
					rubricOrder(choices, rubrics, call)
				);
			})
		);
	});
	it('is the closest that covers the call: no covering choice of its kind names more', () => {
		fc.assert(
			fc.property(anyChoices, anyPlace, (choices, call) => {
				const covering = choices.filter(
					(choice) =>
						choice.callKind === call.callKind &&
						[null, call.queue].includes(choice.queue) &&
						[null, call.teamId].includes(choice.teamId)
				);
				fc.pre(covering.length > 0);
				const [first] = rubricOrder(choices, rubricsOf(choices), call);
				const winner = covering.find(({ rubricId }) => rubricId === first);
				expect(winner).toBeDefined();
				const rank = (place: Place) => [place.teamId !== null, place.queue !== null].map(Number);
				for (const other of covering)
					expect(rank(winner!).join('') >= rank(other).join('')).toBe(true);
			})
		);
	});
	it('passes over rubrics that are not standing', () => {
		fc.assert(
			fc.property(anyChoices, anyPlace, (choices, call) => {
				expect(rubricOrder(choices, [], call)).toEqual([]);
			})
		);
	});
});
