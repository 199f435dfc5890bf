import { scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { teamsInScope } from '#lib/recordings/server/library-people.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { publishedRubrics, type PublishedRubric } from '#lib/rubric/server/queries.ts';
import { ENOUGH_SUBJECTS } from '../agreement.ts';
import type { AgreementFilter } from '../agreement-filter.ts';
import { byItem, byPair, compared, scoreAgreement, severity } from '../judgements.ts';
import { judgementsFor, MOST_COMPARED, type SourcedJudgement } from './judgements.ts';

/** Pairs beyond these, which have the fewest calls in common, are not listed. */
const MOST_PAIRS = 30;

/** What the page of agreement and its rows stand on: judgements of one rubric. */
async function judgedBy(context: Context, filter: AgreementFilter) {
	const { judgements, truncated } = await judgementsFor(context, filter);
	const versions = await publishedRubrics(context.db.read);
	const rubrics = versions.filter(
		({ rubricId }, index) => versions.findIndex((one) => one.rubricId === rubricId) === index
	);
	const rubric =
		rubrics.find(({ rubricId }) => rubricId === filter.rubricId) ?? mostUsed(rubrics, judgements);
	const ofRubric = compared(judgements.filter(({ rubricId }) => rubricId === rubric?.rubricId));
	return { rubrics, rubric, truncated, judgements: ofRubric };
}

function mostUsed(rubrics: PublishedRubric[], judgements: SourcedJudgement[]) {
	const count = ({ rubricId }: PublishedRubric) =>
		judgements.filter((judgement) => judgement.rubricId === rubricId).length;
	return rubrics.toSorted((a, b) => count(b) - count(a))[0];
}

/** Everything that the page of agreement shows. */
export async function agreementPage(context: Context, filter: AgreementFilter) {
	const { read } = context.db;
	const { rubrics, rubric, truncated, judgements } = await judgedBy(context, filter);
	const form = rubric?.form;
	const names = await namesOf(
		read,
		judgements.map(({ reviewerId }) => reviewerId)
	);
	const pairs = form ? byPair(form, judgements) : [];
	const scores = scoreAgreement(judgements);
	return {
		rubrics: rubrics.map(({ rubricId, form: { title } }) => ({ rubricId, title })),
		rubricId: rubric?.rubricId,
		teams: await teamsInScope(read, scopeOf(context.actor, 'review.read')),
		truncated: truncated ? MOST_COMPARED : null,
		names,
		scores: { ...scores, tooFew: scores.n < ENOUGH_SUBJECTS },
		items: (form ? byItem(form, judgements) : []).map(({ item: { key, text }, agreement }) => ({
			...{ key, text },
			...agreement
		})),
		pairs: pairs.slice(0, MOST_PAIRS),
		morePairs: pairs.length > MOST_PAIRS ? MOST_PAIRS : null,
		severity: severity(judgements)
			.map((drift) => ({ ...drift, tooFew: drift.n < ENOUGH_SUBJECTS }))
			.sort((a, b) => (a.difference ?? 0) - (b.difference ?? 0))
	};
}

/** What a figure counted: one criterion, the calls of a pair, or of one reviewer; everything when none is named. */
interface RowsOf {
	item?: string | undefined;
	reviewers?: string[];
}

/** So many judgements are listed behind a figure. */
const MOST_ROWS = 500;

/** The judgements behind a figure, the newest call first. */
export async function agreementRows(context: Context, filter: AgreementFilter, of: RowsOf) {
	const { rubric, judgements } = await judgedBy(context, filter);
	const form = rubric?.form;
	const item = form && itemsOf(form).find(({ key }) => key === of.item);
	const named = of.reviewers ?? [];
	const answered = item
		? compared(judgements.filter(({ answers }) => item.key in answers))
		: judgements;
	// Of one reviewer: their calls, with everybody's judgement; of two: theirs alone.
	const calls = Map.groupBy(answered, ({ recordingId }) => recordingId);
	const wanted = answered.filter(({ recordingId, reviewerId }) => {
		const who = calls.get(recordingId)!.map((one) => one.reviewerId);
		if (!named.every((id) => who.includes(id))) return false;
		return named.length < 2 || named.includes(reviewerId);
	});
	const rows = wanted.toSorted(
		(a, b) =>
			b.startedAt.getTime() - a.startedAt.getTime() ||
			(a.recordingId < b.recordingId ? -1 : a.recordingId > b.recordingId ? 1 : 0) ||
			(a.reviewerId < b.reviewerId ? -1 : 1)
	);
	return {
		item,
		names: await namesOf(context.db.read, [...rows.map(({ reviewerId }) => reviewerId), ...named]),
		rows: rows.slice(0, MOST_ROWS).map(({ answers, ...row }) => ({
			recordingId: row.recordingId,
			reviewerId: row.reviewerId,
			rawTenths: row.rawTenths,
			source: row.source,
			startedAt: row.startedAt,
			answer: item ? answers[item.key] : undefined
		}))
	};
}
