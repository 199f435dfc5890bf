import { NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import type { Item } from '#lib/rubric/form.ts';
import { answerText } from '#lib/rubric/ui/answer-text.ts';

/**
 * What a session can agree on for a criterion: every answer where there are few of them, else those
 * that somebody gave. As the form sends it, with its words.
 */
export function consensusChoices(
	item: Item,
	given: readonly unknown[]
): { answer: unknown; value: string; label: string }[] {
	const some = allOf(item) ?? [...new Set(given)].filter((answer) => answer !== undefined);
	const answers =
		item.naAllowed && !some.includes(NOT_APPLICABLE) ? [...some, NOT_APPLICABLE] : some;
	return answers.map((answer) => ({
		answer,
		value: String(answer),
		label: answerText(item, answer)
	}));
}

function allOf({ kind, config }: Item): unknown[] | undefined {
	if (kind === 'yes-no') return ['yes', 'no'];
	if (kind === 'scale') return (config as { steps: unknown[] }).steps.map((_, index) => index + 1);
	if (kind === 'choice')
		return (config as { options: { key: string }[] }).options.map(({ key }) => key);
	return undefined;
}
