import { isAnswer, NOT_APPLICABLE, type Answers } from '#lib/rubric/answer.ts';
import { shownItems } from '#lib/rubric/condition.ts';
import { faultLine, readFormValue } from '#lib/rubric/exchange.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import { kindOf } from '#lib/rubric/kinds/index.ts';
import { scoreReview, type Score } from '#lib/reviews/scoring.ts';
import { UsageError, type Command } from './command.ts';
import { readBytes } from './input-file.ts';

/** Scores a file of answers against a form, by the same rules as the workbench (docs/scoring.md). */
export const score: Command = {
	name: 'score',
	summary: 'Scores answers against a rubric, as the workbench does.',
	usage: '--rubric FILE --answers FILE',
	options: {
		rubric: { type: 'string', help: 'the form as JSON' },
		answers: { type: 'string', help: 'answers by item key as JSON; "na" for N/A' }
	},
	async run(call) {
		const read = readFormValue(readJson(call.text('rubric'), '--rubric'));
		if (!read.ok)
			return reject(
				read.fault === 'faults'
					? read.faults.map((fault) => `rubric: ${faultLine(fault)}`)
					: [`rubric: ${read.fault === 'no-json' ? 'no JSON object' : 'another format'}`]
			);
		const { form } = read;
		const answers = answersIn(readJson(call.text('answers'), '--answers'));
		const faults = answerFaults(form, answers);
		if (faults.length > 0) return reject(faults);

		const result = printed(scoreReview(form, answers));
		call.answer(result, () => [
			`raw ${result.raw ?? '–'}   outcome ${result.outcome}   critical hits ${result.criticalHits}`,
			`severe ${result.severe.join(', ') || 'none'}`,
			...result.sections.map(
				(section) => `  ${section.key}  ${section.raw ?? '–'}  of ${section.weight}`
			)
		]);
		return 0;

		function reject(lines: string[]): 3 {
			call.answer({ rejected: lines }, () => lines);
			return 3;
		}
	}
};

const points = (tenths: number): number => tenths / 10;

const printed = (result: Score) => ({
	raw: result.rawTenths === null ? null : points(result.rawTenths),
	outcome: result.outcome,
	criticalHits: result.criticalHits.length,
	severe: result.severe,
	sections: result.sections.map((section) => ({
		key: section.key,
		raw: section.rawTenths === null ? null : points(section.rawTenths),
		weight: points(section.weightTenths)
	})),
	scorable: result.rawTenths !== null
});

function readJson(file: string | undefined, option: string): unknown {
	if (!file) throw new UsageError(`score: ${option} FILE is needed`);
	const text = new TextDecoder().decode(readBytes(file));
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UsageError(`score: ${file}: ${(error as Error).message}`);
	}
}

/** Answers stand by item key, either bare or under `answers`. */
function answersIn(value: unknown): Answers {
	if (!isObject(value)) throw new UsageError('score: the answers are no JSON object');
	return isObject(value.answers) ? value.answers : value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function answerFaults(form: Form, answers: Answers): string[] {
	const items = itemsOf(form);
	const known = new Set(items.map((item) => item.key));
	const given = items.filter((item) => Object.hasOwn(answers, item.key));
	return [
		...Object.keys(answers)
			.filter((key) => !known.has(key))
			.map((key) => `answers: no item "${key}" in the rubric`),
		...given
			.filter((item) => !isAnswer(item, answers[item.key]))
			.map((item) => `answers: ${item.key}: ${notAnAnswer(item, answers[item.key])}`),
		...shownItems(form, answers)
			.filter((item) => !given.includes(item) && kindOf(item.kind).scores !== 'kept')
			.map((item) => `answers: ${item.key}: missing`)
	];
}

const notAnAnswer = (item: Item, answer: unknown): string =>
	answer === NOT_APPLICABLE
		? 'N/A is not allowed'
		: `${JSON.stringify(answer)} is not an answer to this item (${item.kind})`;
