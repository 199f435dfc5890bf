import { describe, expect, it } from 'vitest';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { besideOf } from './beside.ts';
import { decideConcealment, parseConcealmentFilter, unreported } from './concealment.ts';
import { emptyDraft, type DraftContent } from './draft.ts';
import { changesBetween, contentOf, heldOf, withoutPrivate } from './revision.ts';
import { adopted, compareReviews } from './second-review.ts';

const finding = (id: string, itemKey: string, fromMs: number) => ({
	...{ id, kind: 'finding' as const, itemKey, fromMs, toMs: fromMs + 900, note: '' }
});
const first: DraftContent = {
	...emptyDraft(),
	answers: {
		greeting: { answer: 'no', comment: ' None ' },
		identity: { answer: 'yes', comment: '', privateComment: 'Mumbled' }
	},
	comment: 'Calm',
	evidence: [finding('a', 'greeting', 100)]
};
const second: DraftContent = {
	...first,
	answers: {
		greeting: { answer: 'yes', comment: '' },
		identity: { answer: 'no', comment: 'No number' }
	},
	evidence: [finding('b', 'identity', 500)]
};
const held = (content: DraftContent) => heldOf(content, 1000);

describe('revisions', () => {
	it('hold what was filled in, words trimmed and passages inside the call; a round trip changes nothing', () => {
		expect(held(second).passages[0]).toMatchObject({ fromMs: 500, toMs: 1000 });
		expect(held(first).answers[0]).toMatchObject({ comment: 'None', rootCause: null });
		expect(changesBetween(held(first), held(contentOf(held(first))))).toEqual([]);
	});

	it('differ by criterion; the call as a whole comes last', () => {
		const changes = changesBetween(held(first), held({ ...second, comment: 'Friendly' }));
		expect(changes.map(({ itemKey }) => itemKey)).toEqual(['greeting', 'identity', null]);
		expect(changes[0]).toMatchObject({ removed: [{ fromMs: 100 }], added: [] });
		expect(changes[2]).toMatchObject({ words: { before: 'Calm', after: 'Friendly' } });
	});

	it('keep from the agent what is for reviewers only', () => {
		expect(JSON.stringify(withoutPrivate(held(first)))).not.toContain('Mumbled');
	});
});

describe('a second review', () => {
	it('moves the first score by each answer alone, and not where both agree', () => {
		const lines = compareReviews(reportForm, held(first), held(second));
		expect(lines.map(({ item, differs }) => [item.key, differs])).toEqual([
			['greeting', true],
			['identity', true]
		]);
		expect(lines[0]!.deltaTenths).toBeGreaterThan(0);
		expect(lines[1]!.deltaTenths).toBeLessThan(0);
		const same = compareReviews(reportForm, held(first), held(first));
		expect(same.map(({ deltaTenths }) => deltaTenths)).toEqual([0, 0]);
	});

	it('gives the chosen answers with their words and passages, and nothing else', () => {
		const content = adopted(held(first), held(second), ['identity']);
		expect(content.answers).toMatchObject({
			greeting: { answer: 'no' },
			identity: { answer: 'no', comment: 'No number' }
		});
		expect(content.evidence.map(({ itemKey }) => itemKey)).toEqual(['greeting', 'identity']);
	});
});

describe('a concealment', () => {
	it.each([
		['greeting', ['greeting']],
		['no-invalid-promise', ['no-invalid-promise']],
		['identity', []]
	])('of a failed %s: %j', (key, expected) => {
		expect(unreported(reportForm, { [key]: 'no' })).toEqual(expected);
		expect(unreported(reportForm, { [key]: 'yes' })).toEqual([]);
		expect(unreported(reportForm, { [key]: 'na' })).toEqual([]);
	});

	it('is decided once, with a reason, by somebody else', () => {
		const open = { ruledAt: null, authorIds: ['mei'] };
		const by = (actorId: string, reason = 'Heard it plainly') => ({ actorId, reason });
		expect(decideConcealment(open, by('ana'))).toMatchObject({ ok: true });
		expect(decideConcealment(open, by('mei'))).toMatchObject({ refusal: 'own-finding' });
		expect(decideConcealment(open, by('ana', '…, no'))).toMatchObject({
			refusal: 'reason-too-short'
		});
		expect(decideConcealment({ ...open, ruledAt: new Date(0) }, by('ana'))).toMatchObject({
			refusal: 'already-ruled'
		});
	});

	it('reads its filter from the address, and nothing that cannot be read', () => {
		const parsed = parseConcealmentFilter(new URLSearchParams('state=waiting&month=2026-13'));
		expect(parsed).toEqual({ state: 'waiting', team: undefined, month: undefined });
	});
});

it('a self-check stands beside the criteria that it asks about', () => {
	const given = held(first).answers;
	const rows = besideOf(reportForm, given, { problem: 'greeting' });
	expect(rows.find(({ item }) => item?.key === 'greeting')).toMatchObject({
		...{ reported: 'greeting', failed: true }
	});
	expect(besideOf(reportForm, given, { problem: 'misled' }).at(-1)).toMatchObject({
		...{ item: null, reported: 'misled' }
	});
});
