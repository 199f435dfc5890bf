/** What is still open of a month, of the agents who are assessed in a department: each thing with where it is settled. */
import { and, asc, between, eq, gte, inArray, isNull, lte, ne, sql } from 'drizzle-orm';
import { excuses, missedDuties } from '#lib/duty/server/schema.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { isOpenDispute } from '#lib/reviews/server/dispute-facts.ts';
import {
	disputeRulings,
	disputes,
	disputeWithdrawals
} from '#lib/reviews/server/dispute-schema.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { assignments, draws, replacements } from '#lib/sampling/server/schema.ts';
import { daysOfMonth, monthText, type BusinessMonth } from '#lib/shared/calendar.ts';
import type { CloseBlock, CloseHint } from '../month-close.ts';
import { agentsWithout } from './agents-without.ts';
import { adjustmentDecisions, adjustments, monthSignatures, monthTalks } from './schema.ts';

export interface Asked {
	month: BusinessMonth;
	departmentId: string;
	/** Those who are assessed there. */
	agentIds: readonly string[];
}

interface OpenItem {
	id: string;
	/** Whose month, or whose duty it is. */
	personId: string;
	/** Since when; null for what nobody has begun. */
	at: Date | null;
	path: string;
}

/** Of each kind so many are listed; a month with more is far from closing. */
export const MOST_ITEMS = 500;

const ofMonth = (month: BusinessMonth) => {
	const { first, last } = daysOfMonth(month);
	return between(recordings.businessDay, first, last);
};

const lastDayOf = sql`coalesce(${draws.lastDay}, ${draws.period})`;

/** The draw is of days of the month, though a week may be of another month too. */
const reaches = (month: BusinessMonth) =>
	and(lte(draws.period, daysOfMonth(month).last), gte(lastDayOf, daysOfMonth(month).first));

export const openItems: Record<
	CloseBlock | CloseHint,
	(read: Reader, asked: Asked) => Promise<OpenItem[]>
> = {
	/** Drawn for a review, neither reviewed nor replaced. */
	async reviews(read, { month, agentIds }) {
		const rows = await read
			.select({
				id: assignments.id,
				personId: assignments.reviewerId,
				at: assignments.dueAt,
				recordingId: assignments.recordingId
			})
			.from(assignments)
			.innerJoin(draws, eq(draws.id, assignments.drawId))
			.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
			.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
			.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
			.where(
				and(
					isAmong(assignments.agentId, agentIds),
					inArray(draws.kind, ['spot-check', 'weekly-audit']),
					reaches(month),
					ofMonth(month),
					isNull(reviews.id),
					isNull(replacements.assignmentId)
				)
			)
			.orderBy(asc(assignments.dueAt), asc(assignments.id))
			.limit(MOST_ITEMS);
		return rows.map(({ recordingId, ...row }) => ({ ...row, path: `/recordings/${recordingId}` }));
	},
	/** Begun without a task: those with one are among the reviews. */
	async drafts(read, { month, agentIds }) {
		const rows = await read
			.select({
				id: reviewDrafts.id,
				personId: reviewDrafts.reviewerId,
				at: reviewDrafts.savedAt,
				recordingId: reviewDrafts.recordingId
			})
			.from(reviewDrafts)
			.innerJoin(recordings, eq(recordings.id, reviewDrafts.recordingId))
			.where(
				and(
					isAmong(recordings.agentId, agentIds),
					isNull(reviewDrafts.assignmentId),
					ofMonth(month)
				)
			)
			.orderBy(asc(reviewDrafts.savedAt), asc(reviewDrafts.id))
			.limit(MOST_ITEMS);
		return rows.map(({ recordingId, ...row }) => ({ ...row, path: `/recordings/${recordingId}` }));
	},
	async disputes(read, { month, agentIds }) {
		const rows = await read
			.select({ id: disputes.id, personId: disputes.agentId, at: disputes.raisedAt })
			.from(disputes)
			.leftJoin(disputeRulings, eq(disputeRulings.disputeId, disputes.id))
			.leftJoin(disputeWithdrawals, eq(disputeWithdrawals.disputeId, disputes.id))
			.where(
				and(isAmong(disputes.agentId, agentIds), eq(disputes.businessMonth, month), isOpenDispute())
			)
			.orderBy(asc(disputes.raisedAt), asc(disputes.id))
			.limit(MOST_ITEMS);
		return rows.map((row) => ({ ...row, path: `/disputes/${row.id}` }));
	},
	/** What waits for a head to confirm it: of this month, or made good for a closed one. */
	async 'severe-items'(read, { month, agentIds }) {
		const lines = await standingLines(read, { month, agentIds });
		const path = `/assessments/${monthText(month)}/severe-items`;
		return lines
			.filter(({ state }) => state === 'provisional' || state === 'disputed')
			.map(({ entryId, agentId, at }) => ({ id: entryId, personId: agentId, at, path }));
	},
	/** Proposed, neither rejected nor decided in full: the ledger has no line of them yet. */
	async adjustments(read, { month, agentIds }) {
		const rows = await read
			.select({ id: adjustments.id, personId: adjustments.agentId, at: adjustments.at })
			.from(adjustments)
			.leftJoin(
				adjustmentDecisions,
				and(
					eq(adjustmentDecisions.adjustmentId, adjustments.id),
					eq(adjustmentDecisions.approved, false)
				)
			)
			.leftJoin(
				ledgerEntries,
				and(
					eq(ledgerEntries.agentId, adjustments.agentId),
					eq(ledgerEntries.businessMonth, adjustments.businessMonth),
					eq(ledgerEntries.lineKey, sql`'adjustment:' || cast(${adjustments.id} as text)`)
				)
			)
			.where(
				and(
					eq(adjustments.businessMonth, month),
					isAmong(adjustments.agentId, agentIds),
					isNull(adjustmentDecisions.adjustmentId),
					isNull(ledgerEntries.id)
				)
			)
			.orderBy(asc(adjustments.at), asc(adjustments.id))
			.limit(MOST_ITEMS);
		return rows.map((row) => ({ ...row, path: '/assessments/adjustments' }));
	},
	/** Duties to check the department's calls that were missed and that nobody excused. */
	async 'missed-duties'(read, { month, departmentId }) {
		const { first, last } = daysOfMonth(month);
		const ofDepartment = read
			.select({ drawId: assignments.drawId })
			.from(assignments)
			.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
			.where(and(eq(recordings.departmentId, departmentId), ofMonth(month)));
		const rows = await read
			.select({ id: missedDuties.id, personId: missedDuties.reviewerId, at: missedDuties.at })
			.from(missedDuties)
			.innerJoin(draws, eq(draws.id, missedDuties.drawId))
			.leftJoin(excuses, eq(excuses.missedDutyId, missedDuties.id))
			.where(
				and(
					between(lastDayOf, first, last),
					ne(draws.kind, 'self-check'),
					inArray(missedDuties.drawId, ofDepartment),
					isNull(excuses.missedDutyId)
				)
			)
			.orderBy(asc(missedDuties.at), asc(missedDuties.id))
			.limit(MOST_ITEMS);
		return rows.map((row) => ({ ...row, path: `/sampling/missed/${row.id}/excuse` }));
	},
	/** Agents with whom nobody has talked about the month. */
	talks: async (read, asked) => sheets(asked.month, await agentsWithout(read, monthTalks, asked)),
	signatures: async (read, asked) =>
		sheets(asked.month, await agentsWithout(read, monthSignatures, asked))
};

const sheets = (month: BusinessMonth, agentIds: readonly string[]): OpenItem[] =>
	agentIds.map((id) => ({
		...{ id, personId: id, at: null },
		path: `/assessments/${monthText(month)}/${id}`
	}));
