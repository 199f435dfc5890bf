import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseForm } from '../rubric/form.ts';
import { scoreReview } from './scoring.ts';

it('the manual’s example scores as the manual says', () => {
	const manual = readFileSync('docs/scoring.md', 'utf8');
	const blocks = [...manual.matchAll(/```json\n([\s\S]*?)```/g)].map(
		([, block]) => JSON.parse(block!) as Record<string, unknown>
	);
	const [form, answers, printed] = blocks;
	const score = scoreReview(parseForm(form), answers!);
	expect(score.rawTenths! / 10).toBe(printed!.raw);
	expect(score.outcome).toBe(printed!.outcome);
});
