/**
 * What reviewers made of calls that two or more of them judged, as coefficients take it. A judgement
 * is one person's answers for one call, as first submitted: what was corrected later, perhaps on
 * seeing another's answers, is no judgement of its own.
 */
import { isFailed, NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import { agreementOf, ENOUGH_SUBJECTS, type Agreement } from './agreement.ts';
import { driftOf, type Drift } from './drift.ts';
import { itemAgreement, scaleOf, type ItemAgreement } from './item-agreement.ts';
import type { Rating } from './ratings.ts';

export interface Judgement {
	recordingId: string;
	reviewerId: string;
	/** Raw score in tenths; null when not scorable. */
	rawTenths: number | null;
	/** By item key. */
	answers: Readonly<Record<string, unknown>>;
}

/** Those of calls that two or more judged. */
export function compared<J extends Judgement>(judgements: readonly J[]): J[] {
	const reviewers = Map.groupBy(judgements, ({ recordingId }) => recordingId);
	return judgements.filter(({ recordingId }) => reviewers.get(recordingId)!.length > 1);
}

type Score = Rating & { value: number };

const scoresOf = (judgements: readonly Judgement[]): Score[] =>
	judgements.flatMap(({ recordingId, reviewerId, rawTenths }) =>
		rawTenths === null
			? []
			: [{ reviewer: reviewerId, subject: recordingId, value: rawTenths / 10 }]
	);

/** Agreement of the raw scores, in points. */
export const scoreAgreement = (judgements: readonly Judgement[]): Agreement =>
	agreementOf(scoresOf(judgements), 'interval');

/** Severity of each reviewer against the others on the same calls, in points. */
export const severity = (judgements: readonly Judgement[]): Drift[] =>
	driftOf(scoresOf(judgements)).filter(({ n }) => n > 0);

/** Each compared criterion of the form that two or more answered, in its order. */
export function byItem(
	form: Form,
	judgements: readonly Judgement[]
): { item: Item; agreement: ItemAgreement }[] {
	return itemsOf(form).flatMap((item) => {
		const given = judgements
			.filter(({ answers }) => answers[item.key] !== undefined)
			.map(({ reviewerId, recordingId, answers }) => ({
				reviewer: reviewerId,
				subject: recordingId,
				answer: answers[item.key]
			}));
		const agreement = itemAgreement(item, given);
		return agreement && agreement.n > 0 ? [{ item, agreement }] : [];
	});
}

interface PairAgreement {
	one: string;
	other: string;
	/** Calls that both judged. */
	n: number;
	tooFew: boolean;
	/** Same answer, over all compared criteria of these calls. */
	percent: number | null;
	/** On whether each of these is a finding, none, or not applicable. */
	cohenKappa: number | null;
	/** Of the raw scores. */
	scores: Agreement;
}

/** Each two reviewers who judged the same calls, those with the most in common first, then by id. */
export function byPair(form: Form, judgements: readonly Judgement[]): PairAgreement[] {
	const items = itemsOf(form).filter((item) => scaleOf(item));
	const ofReviewer = [...Map.groupBy(judgements, ({ reviewerId }) => reviewerId)].sort(
		([one], [other]) => (one < other ? -1 : 1)
	);
	const pairs = ofReviewer.flatMap(([one, ones], index) =>
		ofReviewer.slice(index + 1).flatMap(([other, others]) => {
			const common = inCommon(ones, others);
			return common.length > 0 ? [pairOf(items, { one, other, common })] : [];
		})
	);
	return pairs.sort((a, b) => b.n - a.n);
}

/** The judgements of both of the calls that both judged. */
function inCommon(ones: readonly Judgement[], others: readonly Judgement[]): Judgement[] {
	const theirs = new Map(others.map((judgement) => [judgement.recordingId, judgement]));
	return ones.flatMap((judgement) => {
		const other = theirs.get(judgement.recordingId);
		return other ? [judgement, other] : [];
	});
}

function pairOf(
	items: readonly Item[],
	{ one, other, common }: { one: string; other: string; common: Judgement[] }
): PairAgreement {
	const asked = common.flatMap(({ recordingId, reviewerId, answers }) =>
		items
			.filter(({ key }) => answers[key] !== undefined)
			.map((item) => {
				const place = { reviewer: reviewerId, subject: `${recordingId} ${item.key}` };
				const answer = answers[item.key];
				return { ...place, answer: String(answer), kind: verdictOf(item, answer) };
			})
	);
	const { percent } = agreementOf(
		asked.map(({ answer, ...row }) => ({ ...row, value: answer })),
		'nominal'
	);
	const { cohenKappa } = agreementOf(
		asked.map(({ kind, ...row }) => ({ ...row, value: kind })),
		'nominal'
	);
	const n = common.length / 2;
	const tooFew = n < ENOUGH_SUBJECTS;
	return { one, other, n, tooFew, percent, cohenKappa, scores: scoreAgreement(common) };
}

/** What criteria of all kinds have in common: a finding, none, or not applicable. */
const verdictOf = (item: Item, answer: unknown): string =>
	answer === NOT_APPLICABLE ? NOT_APPLICABLE : isFailed(item, answer) ? 'failed' : 'fine';
