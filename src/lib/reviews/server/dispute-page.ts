/** A dispute's page: every disputed item of its review, each with what either side says and what was decided. */
import { asc, inArray } from 'drizzle-orm';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { itemsOf, type Item } from '#lib/rubric/form.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import type { ReadAnswer } from '../result.ts';
import { reviewContent } from './detail.ts';
import { decidersFor } from './dispute-deciders.ts';
import { disputesOfReview, type DisputeRow } from './dispute-rows.ts';
import { closings, disputeSettings } from './dispute-settings.ts';
import { seenDispute, type SeenDispute } from './dispute-sight.ts';
import { ruledAnswers, standingReview } from './dispute-subject.ts';
import { soundFor } from './page-data.ts';
import type { Chain } from './revisions.ts';

type DisputePageData = NonNullable<Awaited<ReturnType<typeof disputePageData>>>;
export type DisputedItem = DisputePageData['items'][number];

export async function disputePageData(context: Context, disputeId: string) {
	const { db, actor, now, zone } = context;
	const seen = await seenDispute(db.read, context, disputeId);
	if (!seen) return undefined;
	const { dispute } = seen;
	const standing = await standingReview(db.read, dispute);
	const isMine = dispute.agentId === actor.id;
	const contents = await contentsOf(db.read, standing.disputes, { withPrivate: !isMine });
	const deciders = await decidersFor(db.read, standing.disputes, now);
	const settings = await disputeSettings(db.read, now);
	const since = standing.disputes[0]!.raisedAt;
	const closing = await closings(db.read, { since, now, zone });
	const ruled = await ruledAnswers(db.read, standing.disputes);
	const byKey = new Map(itemsOf(standing.form).map((item) => [item.key, item]));
	const names = await namesOf(
		db.read,
		[...deciders.values()].flatMap(({ ids }) => ids)
	);

	const order = [...byKey.keys()];
	/** The dispute of the address first, the others in the order of the form. */
	const rank = ({ id, itemKey }: DisputeRow) => (id === disputeId ? -1 : order.indexOf(itemKey));
	const itemOf = (row: DisputeRow, item: Item) => {
		const { answers, passages } = contents.get(row.reviewId)!;
		const given = answers.find((one): one is ReadAnswer => one.itemKey === row.itemKey);
		const sent = deciders.get(row.id)!;
		const dueAt = closing(row.raisedAt, settings.rulingDays);
		const contestable =
			isMine &&
			row.instance === 1 &&
			(row.outcome === 'upheld' || row.outcome === 'partly') &&
			!standing.disputes.some(({ firstId }) => firstId === row.id) &&
			sameJson(ruled[row.itemKey], standing.answers[row.itemKey]);
		const contestUntil = row.ruledAt && closing(row.ruledAt, settings.windowDays);
		return {
			...row,
			item,
			given,
			passages: passages.filter(({ itemKey }) => itemKey === row.itemKey),
			...{ dueAt, leftMs: dueAt.getTime() - now.getTime() },
			sentTo: sent.ids.map((id) => names.get(id) ?? ''),
			sentOutside: sent.outside,
			...rightsOf(seen, row, sent.ids.includes(actor.id)),
			contestUntil: contestable && contestUntil && now < contestUntil ? contestUntil : null
		};
	};
	return {
		dispute: { id: dispute.id, agent: dispute.agent, staffNo: dispute.staffNo },
		review: {
			...{ id: standing.newest.id, revision: standing.newest.revision },
			...{ rawTenths: standing.newest.rawTenths, outcome: standing.newest.outcome }
		},
		call: {
			startedAt: dispute.callStartedAt,
			team: dispute.team,
			recordingId: dispute.recordingId
		},
		reviewer: dispute.reviewer,
		form: standing.form,
		items: standing.disputes
			.flatMap((row) => {
				const item = byKey.get(row.itemKey);
				return item ? [itemOf(row, item)] : [];
			})
			.sort((a, b) => rank(a) - rank(b) || a.instance - b.instance),
		isMine,
		isAuthor: seen.isAuthor,
		mayCoach: can(actor, 'coaching.assign', dispute) === 'allowed',
		...(await soundFor(context, dispute))
	};
}

/** What a review's page tells of its disputes, the oldest first. */
export async function disputesShown({ db }: Context, review: Chain) {
	return (await disputesOfReview(db.read, review)).map((row) => {
		const { id, reviewId, itemKey, instance, state, agent } = row;
		const { raisedAt, withdrawnAt, ruledAt, ruledBy } = row;
		return {
			...{ id, reviewId, itemKey, instance, state, agent },
			...{ raisedAt, withdrawnAt, ruledAt, ruledBy }
		};
	});
}
/** What the reader may do to one of the review's disputes; all of them have the same author, agent and place. */
const rightsOf = (
	{ mayRule, mayReply, mayWithdraw, deciders, dispute }: SeenDispute,
	row: DisputeRow,
	sentToReader: boolean
) => {
	const open = row.state === 'open';
	const rules = row.id === dispute.id ? mayRule : sentToReader && (mayRule || !deciders.outside);
	return {
		mayRule: open && rules,
		mayReply: open && mayReply && row.repliedAt === null,
		mayWithdraw: open && mayWithdraw
	};
};

/** What the revisions hold in which something was disputed; hardly ever more than two. */
async function contentsOf(
	read: Reader,
	disputes: readonly DisputeRow[],
	how: { withPrivate: boolean }
) {
	const ids = [...new Set(disputes.map(({ reviewId }) => reviewId))];
	const contents = await Promise.all(ids.map((id) => reviewContent(read, id, how)));
	return new Map(ids.map((id, n) => [id, contents[n]!]));
}

async function namesOf(read: Reader, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await read
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(inArray(users.id, [...new Set(ids)]))
		.orderBy(asc(users.name));
	return new Map(rows.map(({ id, name }) => [id, name]));
}
