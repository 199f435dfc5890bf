import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeDrafts, sameDraft } from './draft-merge.ts';
import { emptyDraft, type DraftAnswer, type DraftContent, type DraftEvidence } from './draft.ts';

const passage = (id: string, rest: Partial<DraftEvidence> = {}): DraftEvidence => ({
	...{ id, kind: 'finding', itemKey: 'greeting', fromMs: 0, toMs: 5000, note: '' },
	...rest
});
const given = (rest: Partial<DraftAnswer>): DraftAnswer => ({ answer: null, comment: '', ...rest });
const draft = (rest: Partial<DraftContent>): DraftContent => ({ ...emptyDraft(), ...rest });

describe('mergeDrafts', () => {
	const base = draft({
		answers: { greeting: given({ answer: 'no', comment: 'None' }) },
		comment: 'Calm',
		evidence: [passage('a')]
	});
	it('takes from each side what it alone changed, down to the parts of one item', () => {
		const mine = draft({
			...base,
			answers: { greeting: given({ answer: 'no', comment: 'None at all' }) },
			evidence: [passage('a', { note: 'hear' }), passage('b', { fromMs: 9000, toMs: 9500 })],
			heard: [[0, 5000]],
			spentMs: 900
		});
		const theirs = draft({
			...base,
			answers: {
				greeting: given({ answer: 'na', comment: 'None' }),
				identity: given({ answer: 'yes' })
			},
			comment: 'Calm and clear',
			evidence: [passage('a', { fromMs: 1000 })],
			heard: [[4000, 8000]],
			spentMs: 700
		});
		expect(mergeDrafts(base, { mine, theirs })).toEqual({
			conflicts: [],
			content: {
				answers: {
					greeting: given({ answer: 'na', comment: 'None at all' }),
					identity: given({ answer: 'yes' })
				},
				comment: 'Calm and clear',
				evidence: [
					passage('a', { note: 'hear', fromMs: 1000 }),
					passage('b', { fromMs: 9000, toMs: 9500 })
				],
				heard: [[0, 8000]],
				spentMs: 900
			}
		});
	});

	it('leaves to the person what both changed, and merges the rest whichever is chosen', () => {
		const mine = draft({ ...base, comment: 'Mine', privateComment: 'for leads' });
		const theirs = draft({ ...base, comment: 'Theirs', evidence: [] });
		const { conflicts, content } = mergeDrafts(base, { mine, theirs });
		expect(conflicts).toEqual([{ part: 'comment', mine: 'Mine', theirs: 'Theirs' }]);
		expect(content).toMatchObject({ comment: 'Mine', privateComment: 'for leads', evidence: [] });
		const other = mergeDrafts(base, { mine, theirs }, 'theirs').content;
		expect(other).toEqual({ ...content, comment: 'Theirs' });
	});

	it.each([
		['removed here, changed there', [], [passage('a', { note: 'x' })], 1],
		['removed here, untouched there', [], [passage('a')], 0],
		['removed on both sides', [], [], 0],
		['moved to two places', [passage('a', { fromMs: 1 })], [passage('a', { fromMs: 2 })], 1],
		['moved to the same place', [passage('a', { fromMs: 1 })], [passage('a', { fromMs: 1 })], 0]
	])('a passage %s', (_name, mine, theirs, conflicts) => {
		const sides = { mine: draft({ evidence: mine }), theirs: draft({ evidence: theirs }) };
		const merged = mergeDrafts(draft({ evidence: [passage('a')] }), sides);
		expect(merged.conflicts).toHaveLength(conflicts);
		expect(merged.content.evidence).toEqual(mine);
	});

	it('does not put together more passages than a draft holds', () => {
		const many = (prefix: string) =>
			Array.from({ length: 150 }, (_, n) => passage(`${prefix}${n}`));
		const sides = { mine: draft({ evidence: many('m') }), theirs: draft({ evidence: many('t') }) };
		const merged = mergeDrafts(emptyDraft(), sides);
		expect(merged.conflicts.map(({ part }) => part)).toEqual(['evidence']);
		expect(merged.content.evidence).toEqual(sides.mine.evidence);
	});
});

describe('any three drafts', () => {
	const words = fc.constantFrom('', 'a', 'b', '李');
	const anAnswer = fc
		.tuple(fc.constantFrom('yes', 'no', 3, null), words, words)
		.map(([answer, comment, privateComment]): DraftAnswer => {
			return { answer, comment, ...(privateComment && { privateComment }) };
		});
	const aPassage = (id: string) =>
		fc
			.tuple(fc.integer({ min: 0, max: 3 }), words, fc.constantFrom('finding', 'highlight'))
			.map(([from, note, kind]) =>
				passage(id, { fromMs: from * 100, toMs: 1000, note, kind: kind as 'finding' })
			);
	const evidence = fc
		.tuple(...['p', 'q', 'r'].map((id) => fc.option(aPassage(id), { nil: undefined })))
		.map((entries) =>
			entries
				.filter((one) => one !== undefined)
				.sort((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1))
		);
	const aDraft = fc.record({
		answers: fc.dictionary(fc.constantFrom('greeting', 'identity', 'closing'), anAnswer),
		comment: words,
		evidence,
		heard: fc.constantFrom<[number, number][]>([], [[0, 10]], [[5, 20]]),
		spentMs: fc.nat(100)
	});
	const check = (holds: (base: DraftContent, mine: DraftContent, theirs: DraftContent) => void) =>
		fc.assert(fc.property(aDraft, aDraft, aDraft, holds), { numRuns: 300 });

	it('give what one side says when the other changed nothing, without a question', () => {
		expect.hasAssertions();
		check((base, mine) => {
			for (const sides of [
				{ mine, theirs: base },
				{ mine: base, theirs: mine },
				{ mine, theirs: mine }
			]) {
				const { content, conflicts } = mergeDrafts(base, sides);
				expect(conflicts).toEqual([]);
				expect(sameDraft(content, mine)).toBe(true);
			}
		});
	});

	it('give the same whichever side is called mine, but for the choice', () => {
		expect.hasAssertions();
		check((base, mine, theirs) => {
			const here = mergeDrafts(base, { mine, theirs }, 'mine');
			const there = mergeDrafts(base, { mine: theirs, theirs: mine }, 'theirs');
			expect(sameDraft(here.content, there.content)).toBe(true);
			expect(here.conflicts).toHaveLength(there.conflicts.length);
		});
	});

	it('lose no words: what is new on a side is in the merged draft or in a conflict', () => {
		expect.hasAssertions();
		check((base, mine, theirs) => {
			const { content, conflicts } = mergeDrafts(base, { mine, theirs });
			for (const side of [mine, theirs])
				for (const [key, { comment }] of Object.entries(side.answers))
					if (comment !== (base.answers[key]?.comment ?? '')) {
						const asked = conflicts.some(
							(one) => one.itemKey === key && [one.mine, one.theirs].includes(comment)
						);
						expect(asked || content.answers[key]?.comment === comment).toBe(true);
					}
		});
	});

	it('ask no more once a side was chosen: merging again changes nothing', () => {
		expect.hasAssertions();
		check((base, mine, theirs) => {
			const { content } = mergeDrafts(base, { mine, theirs }, 'theirs');
			const again = mergeDrafts(theirs, { mine: content, theirs });
			expect(again.conflicts).toEqual([]);
			expect(sameDraft(again.content, content)).toBe(true);
		});
	});
});
