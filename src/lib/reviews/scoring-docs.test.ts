import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerFromText, flawlessAnswer, type Answers } from '#lib/rubric/answer.ts';
import { itemsOf, parseForm, type Form } from '#lib/rubric/form.ts';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { aForm, counted, scale, yesNo } from '../../../tests/fixtures/forms.ts';
import { scoreReview } from './scoring.ts';

const manual = readFileSync('docs/scoring.md', 'utf8');

/** The forms that the examples describe in words, by the heading above their table. */
const forms: Record<string, Form> = {
	'Sections and N/A': aForm([
		[60, [yesNo('greeting', 40), yesNo('staff-number', 20)]],
		[40, [yesNo('closing', 40)]]
	]),
	'Three sections': aForm([
		[50, [yesNo('first', 50)]],
		[30, [yesNo('second', 30)]],
		[20, [yesNo('third', 20)]]
	]),
	'Occurrences alone': aForm([[0, [counted('slips', 'deduction', 30)]]]),
	'Both styles in one form': aForm([
		[
			100,
			[
				yesNo('done', 80),
				scale('manner', 20, 3),
				{ ...counted('slips', 'deduction', 2.5, 2), severe: 'slip' },
				counted('praise', 'bonus', 5, 1)
			]
		]
	]),
	'Asked only where it applies': aForm(
		[
			[
				100,
				[
					yesNo('due', 0),
					yesNo('reminded', 40, { shownIf: { item: 'due', is: ['yes'] }, fatal: 'form' }),
					yesNo('polite', 60)
				]
			]
		],
		80
	)
};

/** The rows of the table under a heading, by the names of its columns. */
function rowsUnder(heading: string): Record<string, string>[] {
	const part = manual.split(`### ${heading}\n`)[1]!.split('\n#')[0]!;
	const lines = part.split('\n').filter((line) => line.startsWith('|'));
	const [names, , ...rows] = lines.map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim())
	);
	return rows.map((row) => Object.fromEntries(names!.map((name, index) => [name, row[index]!])));
}

describe.each(Object.entries(forms))('the manual’s examples of “%s”', (heading, form) => {
	it.each(rowsUnder(heading))('$raw: $why', (row) => {
		const answers: Answers = Object.fromEntries(
			itemsOf(form).map((item) => [item.key, answerFromText(item, row[item.key]!)])
		);
		const score = scoreReview(form, answers);
		expect(score.rawTenths).toBe(row.raw === '–' ? null : Number(row.raw) * 10);
		if (row.outcome !== undefined) expect(score.outcome).toBe(row.outcome);
		if (row.severe !== undefined) expect(score.severe.join(' ')).toBe(row.severe);
	});
});

it('the manual’s example of the standard form scores as it says', () => {
	const fine: Answers = Object.fromEntries(
		itemsOf(reportForm).map((item) => [item.key, flawlessAnswer(item)])
	);
	const answers = { ...fine, greeting: 'no', 'no-invalid-promise': 'no' };
	expect(scoreReview(reportForm, { ...answers, 'unified-explanation': 'na' })).toMatchObject({
		rawTenths: 847,
		outcome: 'failed',
		criticalHits: ['no-invalid-promise'],
		severe: ['invalid-promise']
	});
	expect(manual).toContain('**84.7**');
});

it('the manual’s example for the command line scores as the manual says', () => {
	const [form, answers, printed] = [...manual.matchAll(/```json\n([\s\S]*?)```/g)].map(
		([, block]) => JSON.parse(block!) as Record<string, unknown>
	);
	const score = scoreReview(parseForm(form), answers!);
	expect(score.rawTenths! / 10).toBe(printed!.raw);
	expect(score.outcome).toBe(printed!.outcome);
});
