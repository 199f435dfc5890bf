import type { Context } from '#lib/people/server/context.ts';
import { accept, type Decision } from '#lib/shared/decision.ts';
import { disputableItems, isRuled } from '../dispute.ts';
import type { ReadAnswer } from '../result.ts';
import { reviewContent } from './detail.ts';
import { disputeSubject, type SubjectRefusal } from './dispute-subject.ts';
import { soundFor } from './page-data.ts';

export type DisputeFormData = Extract<
	Awaited<ReturnType<typeof disputeForm>>,
	{ ok: true }
>['value'];
export type DisputableLine = DisputeFormData['lines'][number];

/** What an agent may dispute of an own review, each item with what stands in its way; or why there is no such page. */
export async function disputeForm(context: Context, reviewId: string) {
	const { db, now } = context;
	const subject = await disputeSubject(db.read, context, reviewId);
	if (!subject.ok) return subject as Decision<never, SubjectRefusal>;
	const { review, disputable, form, answers } = subject.value;
	const { closesAt, disputed, ruled } = disputable;
	const content = await reviewContent(db.read, review.id, { withPrivate: false });
	const standsInTheWay = (key: string) => {
		if (disputed.has(key)) return 'already-disputed' as const;
		return isRuled(ruled, answers, key) ? ('already-ruled' as const) : null;
	};
	return accept({
		review: {
			...{ id: review.id, callStartedAt: review.callStartedAt },
			reviewer: review.reviewer
		},
		...{ form, closesAt, closed: now >= closesAt },
		lines: disputableItems(form, answers).map((item) => ({
			item,
			given: content.answers.find((one): one is ReadAnswer => one.itemKey === item.key)!,
			refusal: standsInTheWay(item.key)
		})),
		passages: content.passages,
		...(await soundFor(context, review))
	});
}
