/** What the participants of a calibration answered, side by side: one line for each criterion of one call. */
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import { itemAgreement, scaleOf, type ItemAgreement } from './item-agreement.ts';

/** The submitted answers of one participant for one call. */
export interface CalibrationScore {
	userId: string;
	recordingId: string;
	/** By item key; an item that was not asked is missing. */
	answers: Readonly<Record<string, unknown>>;
}

interface GridCell {
	userId: string;
	/** Undefined when this participant gave none. */
	answer: unknown;
	/** Differs from what the others are held against. */
	deviates: boolean;
}

export interface GridRow {
	item: Item;
	cells: GridCell[];
}

/**
 * The rows of one call. `participants` are columns in this order. Held against the expert's answer;
 * without one, against the answer that more gave than any other; when two answers lead, against none.
 * Kinds that are not compared never deviate.
 */
export function gridOf(
	form: Form,
	{
		participants,
		expertId,
		scores
	}: {
		participants: readonly string[];
		expertId: string | null;
		scores: readonly CalibrationScore[];
	}
): GridRow[] {
	const byUser = new Map(scores.map((score) => [score.userId, score.answers]));
	return itemsOf(form).map((item) => {
		const given = participants.map((userId) => ({
			userId,
			answer: byUser.get(userId)?.[item.key]
		}));
		const reference = scaleOf(item) ? referenceOf(given, expertId) : undefined;
		return {
			item,
			cells: given.map(({ userId, answer }) => ({
				userId,
				answer,
				deviates: reference !== undefined && answer !== undefined && answer !== reference
			}))
		};
	});
}

function referenceOf(
	given: readonly { userId: string; answer: unknown }[],
	expertId: string | null
): unknown {
	const experts = given.find(({ userId }) => userId === expertId)?.answer;
	if (experts !== undefined) return experts;
	const counts = new Map<unknown, number>();
	for (const { answer } of given)
		if (answer !== undefined) counts.set(answer, (counts.get(answer) ?? 0) + 1);
	const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
	return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}

/** Agreement on each criterion over all calls of the session, by item key; items that are not compared are missing. */
export function sessionAgreement(
	form: Form,
	scores: readonly CalibrationScore[]
): Record<string, ItemAgreement> {
	const entries = itemsOf(form).flatMap((item): [string, ItemAgreement][] => {
		const given = scores
			.filter(({ answers }) => answers[item.key] !== undefined)
			.map(({ userId, recordingId, answers }) => ({
				reviewer: userId,
				subject: recordingId,
				answer: answers[item.key]
			}));
		const figures = itemAgreement(item, given);
		return figures ? [[item.key, figures]] : [];
	});
	return Object.fromEntries(entries);
}
