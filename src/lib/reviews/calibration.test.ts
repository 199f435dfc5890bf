import { expect, it } from 'vitest';
import { aForm, scale, yesNo } from '../../../tests/fixtures/forms.ts';
import { instantFrom, postedConsensus, recordingsIn } from './calibration-form.ts';
import { gridOf, sessionAgreement, type CalibrationScore } from './calibration-grid.ts';
import { isBlindTo, phaseOf } from './calibration.ts';

const deadline = new Date('2026-03-04T09:00:00Z');
const before = new Date(deadline.getTime() - 1);

it('is blind while anybody may score, unless the own answers are in', () => {
	const state = { now: before, deadline, closed: false, allIn: false };
	expect(isBlindTo({ ...state, ownIn: false })).toBe(true);
	expect(isBlindTo({ ...state, ownIn: true })).toBe(false);
	for (const over of [{ now: deadline }, { closed: true }, { allIn: true }])
		expect(isBlindTo({ ...state, ...over, ownIn: false })).toBe(false);
	expect([
		phaseOf(state),
		phaseOf({ ...state, allIn: true }),
		phaseOf({ ...state, closed: true })
	]).toEqual(['scoring', 'discussion', 'closed']);
});

const form = aForm([[100, [yesNo('a', 60), scale('b', 40, 4)]]]);
const score = (userId: string, answers: CalibrationScore['answers']): CalibrationScore => ({
	userId,
	recordingId: 'call',
	answers
});
const marks = (answers: Record<string, unknown>[], expertId: string | null) => {
	const participants = answers.map((_, index) => `p${index}`);
	const scores = answers.map((given, index) => score(`p${index}`, given));
	return gridOf(form, { participants, expertId, scores }).map(({ cells }) =>
		cells.map(({ deviates }) => deviates)
	);
};

it('holds answers against the expert, else against the majority, else against nobody', () => {
	const answers = [
		{ a: 'yes', b: 4 },
		{ a: 'no', b: 4 },
		{ a: 'no', b: 1 }
	];
	expect(marks(answers, 'p0')).toEqual([
		[false, true, true],
		[false, false, true]
	]);
	expect(marks(answers, null)).toEqual([
		[true, false, false],
		[false, false, true]
	]);
	expect(marks(answers.slice(0, 2), null)).toEqual([
		[false, false],
		[false, false]
	]);
	// An expert who left the item out leaves the others to the majority; a missing answer never differs.
	expect(marks([{ b: 4 }, { a: 'no' }, { a: 'no' }], 'p0')[0]).toEqual([false, false, false]);
});

it('counts agreement over the calls; N/A is an answer, and none on a scale', () => {
	const scores = [score('p0', { a: 'na', b: 'na' }), score('p1', { a: 'yes', b: 3 })];
	expect(sessionAgreement(form, scores)).toMatchObject({
		a: { n: 1, percent: 0, tooFew: true, scale: 'nominal', alpha: 0 },
		b: { n: 1, percent: 0, scale: 'ordinal', alpha: null }
	});
});

it('reads the deadline on the clock of the centre, and calls from addresses of pages', () => {
	expect(instantFrom('2026-03-04T17:00', 'Asia/Shanghai')).toEqual(deadline);
	for (const wrong of ['', '2026-03-04', '2026-02-30T10:00', '2026-03-04T24:00', '1e9'])
		expect(instantFrom(wrong, 'Asia/Shanghai')).toBeUndefined();
	const id = '01a2016d-d99c-79ac-bccf-12e51a3dc177';
	expect(recordingsIn(`https://x/recordings/${id}?a=1\r\nnothing\n${id}`)).toEqual([id, id]);
});

it('reads what was agreed on, and nothing else that a form may send', () => {
	const id = '01a2016d-d99c-79ac-bccf-12e51a3dc177';
	const data = new FormData();
	data.set(`consensus.${id}.a`, 'yes');
	data.set(`consensus.${id}.b`, '');
	data.set('consensus.__proto__.a', 'yes');
	data.set('words', 'x');
	expect(postedConsensus(data, (key, text) => `${key}:${text}`)).toEqual({ [id]: { a: 'a:yes' } });
});
