import { describe, expect, it } from 'vitest';
import {
	caseNumber,
	caseState,
	decideOpening,
	decideStep,
	isOverdue,
	type CaseState
} from './case.ts';
import { caseSteps, type CaseStep, type TakenMeasure } from './measure.ts';

const written: TakenMeasure = { measure: 'self-criticism', amountFen: 0, words: '' };
const withheld: TakenMeasure = { measure: 'performance-pay', amountFen: 5000, words: '' };

describe('the course of a case', () => {
	it.each<[CaseState, CaseStep[]]>([
		['opened', ['served', 'statement', 'closed']],
		['served', ['acknowledged', 'statement', 'escalated']],
		['acknowledged', ['statement', 'rectified', 'escalated']],
		['rectified', ['statement', 'checked', 'escalated']],
		['checked', ['statement', 'closed', 'escalated']],
		['closed', []],
		['escalated', []]
	])('%s takes %j', (state, steps) => {
		const taken = caseSteps.filter((step) => decideStep(state, step, 'Seen and put right').ok);
		expect(taken).toEqual(caseSteps.filter((step) => steps.includes(step)));
	});

	it('stands where its last step led; statements lead nowhere', () => {
		expect(caseState([])).toBe('opened');
		expect(caseState(['statement'])).toBe('opened');
		expect(caseState(['served', 'acknowledged', 'statement'])).toBe('acknowledged');
	});

	it('asks for words where a step says nothing without them', () => {
		expect(decideStep('served', 'acknowledged', '')).toMatchObject({ ok: true });
		expect(decideStep('acknowledged', 'rectified', ' . ')).toMatchObject({
			refusal: 'words-missing'
		});
	});

	it('is overdue after the day of the deadline, until the rectification is handed in', () => {
		expect(isOverdue('served', 20_260_310, 20_260_310)).toBe(false);
		expect(isOverdue('served', 20_260_310, 20_260_311)).toBe(true);
		expect(isOverdue('acknowledged', 20_260_310, 20_260_311)).toBe(true);
		for (const state of ['opened', 'rectified', 'checked', 'closed', 'escalated'] as const)
			expect(isOverdue(state, 20_260_310, 20_260_311)).toBe(false);
	});
});

describe('decideOpening', () => {
	const facts = 'Promised a caller a repair tonight, twice';
	const open = (over: object, before: TakenMeasure[] = []) =>
		decideOpening(
			{ facts, measures: [written], deadlineDay: 20_260_320, ...over },
			{ today: 20_260_310, before }
		);

	it.each([
		['facts-too-short', { facts: '1234567890 123456789 — …' }],
		['no-measure', { measures: [] }],
		['amount-missing', { measures: [{ ...withheld, amountFen: 0 }] }],
		['amount-missing', { measures: [{ ...withheld, amountFen: 100_000_001 }] }],
		['amount-missing', { measures: [{ ...written, amountFen: 100 }] }],
		['measure-words-missing', { measures: [{ ...written, measure: 'other' }] }],
		['deadline-past', { deadlineDay: 20_260_310 }]
	])('refuses with %s', (refusal, over) => {
		expect(open(over)).toMatchObject({ ok: false, refusal });
	});

	it('opens with one measure or several', () => {
		expect(open({})).toMatchObject({ ok: true });
		expect(open({ measures: [written, withheld] })).toMatchObject({ ok: true });
	});

	it('takes the place of another case with more measures, or more money, alone', () => {
		expect(open({ measures: [written] }, [written])).toMatchObject({ refusal: 'no-more-measures' });
		expect(open({ measures: [withheld] }, [withheld])).toMatchObject({
			refusal: 'no-more-measures'
		});
		expect(open({ measures: [written, withheld] }, [written])).toMatchObject({ ok: true });
		expect(open({ measures: [{ ...withheld, amountFen: 5001 }] }, [withheld])).toMatchObject({
			ok: true
		});
	});
});

it('numbers a case within its year', () => {
	expect(caseNumber({ year: 2026, number: 7 })).toBe('2026-0007');
});
