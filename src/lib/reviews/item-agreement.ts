/**
 * How far reviewers agree on one criterion. Percent, Cohen's and Fleiss' κ take the answers as
 * names, N/A among them: judging that a criterion does not apply is a judgement. Weighted κ and α
 * take steps as ranks and figures as figures; N/A has no place among them and is a missing rating.
 * What is only kept in words is not compared.
 */
import type { Item } from '#lib/rubric/form.ts';
import type { CriterionKindName } from '#lib/rubric/kinds/index.ts';
import { agreementOf, ENOUGH_SUBJECTS } from './agreement.ts';
import type { Rating, Scale } from './ratings.ts';

const scaleOfKind: Record<CriterionKindName, Scale | null> = {
	'yes-no': 'nominal',
	choice: 'nominal',
	scale: 'ordinal',
	deduction: 'interval',
	bonus: 'interval',
	number: 'interval',
	text: null,
	record: null
};

/** Null for kinds whose answers are not compared. */
export const scaleOf = (item: Pick<Item, 'kind'>): Scale | null => scaleOfKind[item.kind];

/** One person's answer for one call; the key of the item is known to the caller. */
interface GivenAnswer {
	reviewer: string;
	/** Recording id. */
	subject: string;
	answer: unknown;
}

export interface ItemAgreement {
	scale: Scale;
	/** Calls answered by two or more. */
	n: number;
	/** Fewer calls than a coefficient needs to mean something. */
	tooFew: boolean;
	percent: number | null;
	cohenKappa: number | null;
	weightedKappa: number | null;
	fleissKappa: number | null;
	alpha: number | null;
}

/** Null for an item that is not compared. */
export function itemAgreement(
	item: Pick<Item, 'kind'>,
	given: readonly GivenAnswer[]
): ItemAgreement | null {
	const scale = scaleOf(item);
	if (!scale) return null;
	const named = agreementOf(given.map(asName), 'nominal');
	const placed = scale === 'nominal' ? named : agreementOf(given.flatMap(asFigure), scale);
	return {
		scale,
		n: named.n,
		tooFew: named.n < ENOUGH_SUBJECTS,
		percent: named.percent,
		cohenKappa: named.cohenKappa,
		weightedKappa: placed.weightedKappa,
		fleissKappa: named.fleissKappa,
		alpha: placed.alpha
	};
}

const asName = ({ reviewer, subject, answer }: GivenAnswer): Rating => ({
	reviewer,
	subject,
	value: String(answer)
});

const asFigure = ({ reviewer, subject, answer }: GivenAnswer): Rating[] =>
	typeof answer === 'number' ? [{ reviewer, subject, value: answer }] : [];
