import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { isAnswer, type Answers } from '#lib/rubric/answer.ts';
import { formSchema, itemsOf, type Form } from '#lib/rubric/form.ts';
import { scoreReview, type Score } from '#lib/reviews/scoring.ts';
import { UsageError, type Command } from './command.ts';

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
		const form = v.safeParse(formSchema, readJson(call.text('rubric'), '--rubric'));
		if (!form.success) {
			const faults = form.issues.map((issue) =>
				[v.getDotPath(issue), issue.message].filter(Boolean).join(': ')
			);
			return reject(faults.map((fault) => `rubric: ${fault}`));
		}
		const answers = answersIn(readJson(call.text('answers'), '--answers'));
		const faults = answerFaults(form.output, answers);
		if (faults.length > 0) return reject(faults);

		const result = printed(scoreReview(form.output, answers));
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
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
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
	return [
		...Object.keys(answers)
			.filter((key) => !known.has(key))
			.map((key) => `answers: no item "${key}" in the rubric`),
		...items
			.filter((item) => answers[item.key] !== undefined && !isAnswer(item, answers[item.key]))
			.map((item) => `answers: ${item.key}: not an answer to this item`),
		...items
			.filter((item) => answers[item.key] === undefined && item.kind !== 'record')
			.map((item) => `answers: ${item.key}: missing`)
	];
}
