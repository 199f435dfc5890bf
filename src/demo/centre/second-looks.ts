/** What follows a review now and then: a correction, the head's word on a second review or a possible concealment. */
import type { DraftContent } from '#lib/reviews/draft.ts';
import { concealmentPage } from '#lib/reviews/server/concealments.ts';
import { correctReview } from '#lib/reviews/server/corrections.ts';
import { ruleConcealment } from '#lib/reviews/server/rule-concealment.ts';
import { ruleSecondReview } from '#lib/reviews/server/rule-second-review.ts';
import { secondReviewPage } from '#lib/reviews/server/second-review-page.ts';
import { flawlessAnswer, isFailed } from '#lib/rubric/answer.ts';
import { itemsOf, type Form } from '#lib/rubric/form.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Reviewed {
	reviewer: Person;
	reviewId: string;
	form: Form;
	content: DraftContent;
	end: Date;
}

/** Plans what the reviewer does about a review just submitted. */
export function lookAgain(world: World, reviewed: Reviewed) {
	const { reviewer, reviewId, end } = reviewed;
	if (reviewer.id === world.centre.head.id) {
		soon(world, end, 15, (at) => rule(world, reviewId, at));
		soon(world, end, 25, (at) => decide(world, at));
	} else if (lot(reviewId) < 10) soon(world, end, 10, (at) => correct(world, reviewed, at));
}

function soon(world: World, end: Date, minutes: number, act: (at: Date) => Promise<void>) {
	const at = new Date(end.getTime() + minutes * MINUTE);
	if (at <= world.now) world.timeline.add(at, () => act(at));
}

/** 0 … 255, of the id: no luck is taken from the rest of the story. */
const lot = (id: string): number => Number.parseInt(id.slice(-2), 16);

/** A finding that was none on hearing it again; what costs money stays. */
async function correct(world: World, { reviewer, reviewId, form, content }: Reviewed, at: Date) {
	const wrong = itemsOf(form).find(
		(item) => !item.severe && isFailed(item, content.answers[item.key]?.answer)
	);
	if (!wrong) return;
	const answer = flawlessAnswer(wrong) as string;
	const outcome = await correctReview(world.as(reviewer.actor, at), {
		reviewId,
		content: {
			...content,
			answers: { ...content.answers, [wrong.key]: { answer, comment: '' } },
			evidence: content.evidence.filter(({ itemKey }) => itemKey !== wrong.key)
		},
		reason: '复听录音，该项实际已做到，首次评定有误。',
		cause: 'correction'
	});
	// Whoever may not see the call any more corrects nothing: the finding stays.
	if (outcome.ok || outcome.refusal !== 'not-found') done(outcome);
}

/** The head rules on most second reviews at once; some wait, a few go to a calibration. */
async function rule(world: World, reviewId: string, at: Date) {
	const as = world.as(world.centre.head.actor, at);
	const page = await secondReviewPage(as, reviewId);
	if (!page.ok || !page.value.mayRule || lot(reviewId) < 64) return;
	const chosen = page.value.lines.filter(({ differs }) => differs).map(({ item }) => item.key);
	const request = { reviewId, firstReviewId: page.value.first.id, chosen, reason: '' };
	const ruling = chosen.length === 0 ? ('confirmed' as const) : ('corrected' as const);
	const reason = ruling === 'corrected' ? '复核片段后按复核结果更正，已与领班沟通。' : '';
	const outcome = await ruleSecondReview(as, { ...request, ruling, reason });
	if (!outcome.ok) done(await ruleSecondReview(as, { ...request, ruling: 'confirmed' }));
}

/** The head decides about what has waited for two days. */
async function decide(world: World, at: Date) {
	const as = world.as(world.centre.head.actor, at);
	const { rows } = await concealmentPage(as, { filter: { state: 'waiting' } });
	const due = rows.filter((row) => at.getTime() - row.at.getTime() > 2 * DAY);
	for (const { id, reviewerId } of due) {
		if (reviewerId === world.centre.head.id) continue;
		const concealed = lot(id) % 2 === 0;
		const reason = concealed
			? '话务员清楚听到自己的承诺，自查时未上报。'
			: '该片段杂音较大，话务员自查时确未听清。';
		await ruleConcealment(as, { concealmentId: id, concealed, reason });
	}
}
