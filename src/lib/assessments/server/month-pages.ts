/** What the pages of a month show, within the reader's reach. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { hasRole, inScope, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { evidence, reviews } from '#lib/reviews/server/schema.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { severeItems, type SevereItem } from '../month.ts';
import { priceOf } from '#lib/ledger/penalty.ts';
import { assessMonth, type MonthAssessment } from './assess.ts';
import { reviewsOfMonth } from './month-facts.ts';

/** The reader's agents and teams of a month. */
export function monthTable(
	{ db, actor, zone }: Context,
	month: BusinessMonth
): Promise<MonthAssessment> {
	const scope = scopeOf(actor, 'assessment.read');
	return assessMonth(db.read, { month, zone }, (agent) => inScope(scope, agent));
}

/** True for somebody who may read the own month alone. */
export const seesOnlySelf = ({ actor }: Pick<Context, 'actor'>): boolean =>
	!hasRole(actor, 'team-lead') &&
	!hasRole(actor, 'department-head') &&
	!hasRole(actor, 'auditor') &&
	hasRole(actor, 'agent');

/** Reviews listed on an agent's month at most; more than anybody receives. */
const MOST_REVIEWS = 500;

/** One agent's month with its rows; undefined when unknown or out of reach. */
export async function agentMonthPage(context: Context, month: BusinessMonth, agentId: string) {
	const { db, actor, zone } = context;
	if (!isId(agentId)) return undefined;
	const scope = scopeOf(actor, 'assessment.read');
	const of = { month, zone, agentIds: [agentId] };
	const { agents, penaltyTable } = await assessMonth(db.read, of, (agent) => inScope(scope, agent));
	const [agent] = agents;
	if (!agent) return undefined;
	const page = await reviewPage(context, {
		filter: { agentId, month },
		limit: MOST_REVIEWS
	});
	// Nothing of a call whose review the reader does not see yet (reviews/server/sight.ts).
	const shown = new Set(page.rows.map(({ id }) => id));
	const items = severeItems(await reviewsOfMonth(db.read, of), penaltyTable.steps);
	return {
		agent,
		penaltyTable,
		items: await withEvidence(
			db.read,
			items.filter(({ reviewId }) => shown.has(reviewId))
		),
		nextFen: priceOf(penaltyTable.steps, items.length + 1),
		reviews: page.rows,
		praise: (await praiseOf(db.read, agentId, month)).filter(({ reviewId }) => shown.has(reviewId))
	};
}

export interface EvidencedItem extends SevereItem {
	evidence: { id: string; fromMs: number; toMs: number } | undefined;
}

/** Each severe item with the first passage pinned to a criterion of its code. */
async function withEvidence(db: Reader, items: SevereItem[]): Promise<EvidencedItem[]> {
	const ids = [...new Set(items.map(({ reviewId }) => reviewId))];
	if (ids.length === 0) return [];
	const rows = await db
		.select({
			id: evidence.id,
			reviewId: evidence.reviewId,
			itemKey: evidence.itemKey,
			fromMs: evidence.fromMs,
			toMs: evidence.toMs,
			rubricVersionId: reviews.rubricVersionId
		})
		.from(evidence)
		.innerJoin(reviews, eq(reviews.id, evidence.reviewId))
		.where(and(inArray(evidence.reviewId, ids), eq(evidence.kind, 'finding')))
		.orderBy(asc(evidence.fromMs), asc(evidence.id));
	const codes = await codesByItem(db, [...new Set(rows.map((row) => row.rubricVersionId))]);
	return items.map((item) => ({
		...item,
		evidence: rows.find(
			(row) =>
				row.reviewId === item.reviewId &&
				codes.get(`${row.rubricVersionId} ${row.itemKey}`) === item.code
		)
	}));
}

async function codesByItem(db: Reader, versionIds: string[]): Promise<Map<string, string>> {
	const codes = new Map<string, string>();
	for (const versionId of versionIds) {
		const rubric = await rubricVersion(db, versionId);
		for (const item of rubric ? itemsOf(rubric.form) : [])
			if (item.severe) codes.set(`${versionId} ${item.key}`, item.severe);
	}
	return codes;
}

const praiseOf = (db: Reader, agentId: string, month: BusinessMonth) =>
	db
		.select({
			id: evidence.id,
			reviewId: evidence.reviewId,
			fromMs: evidence.fromMs,
			note: evidence.note,
			callStartedAt: reviews.callStartedAt
		})
		.from(evidence)
		.innerJoin(reviews, eq(reviews.id, evidence.reviewId))
		.where(
			and(
				eq(evidence.kind, 'highlight'),
				eq(reviews.agentId, agentId),
				eq(reviews.businessMonth, month),
				newestRevision()
			)
		)
		.orderBy(asc(reviews.callStartedAt), asc(evidence.fromMs), asc(evidence.id));
