/** What the pages of a month show, within the reader's reach. */
import { and, asc, eq } from 'drizzle-orm';
import { madeGoodBy } from '#lib/ledger/after-close.ts';
import { ledgerKinds, type LedgerKind } from '#lib/ledger/entry.ts';
import { kindBehind, ledgerTotals, withRunning } from '#lib/ledger/figures.ts';
import { priceOf } from '#lib/ledger/penalty.ts';
import { settingOfMonth } from '#lib/ledger/server/rules.ts';
import { lockOf, standingLines, type PlacedLine } from '#lib/ledger/server/queries.ts';
import { can, hasRole, inScope, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { reviewsOfMonth } from '#lib/reviews/server/month-reviews.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { evidence, reviews } from '#lib/reviews/server/schema.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { CountedAgent } from '../month.ts';
import { passesPayShare } from '../pay-base.ts';
import { asClosed } from './assess-page.ts';
import { assessMonth } from './assess.ts';
import { visibleLines, withItems } from './ledger-rows.ts';
import { payBaseOf } from './pay-base.ts';

export { monthTable } from './assess-page.ts';

/** True for somebody who may read the own month alone. */
export const seesOnlySelf = ({ actor }: Pick<Context, 'actor'>): boolean =>
	!hasRole(actor, 'team-lead') &&
	!hasRole(actor, 'department-head') &&
	!hasRole(actor, 'auditor') &&
	hasRole(actor, 'agent');

/** Lines of a month shown at most; those of a kind are asked for by the address. */
const MOST_LINES = 1000;

/** One agent's month with its rows and lines; undefined when unknown or out of reach. */
export async function agentMonthPage(
	context: Context,
	month: BusinessMonth,
	agentId: string,
	kind?: LedgerKind
) {
	const { db, actor, zone } = context;
	if (!isId(agentId)) return undefined;
	const scope = scopeOf(actor, 'assessment.read');
	const of = { month, zone, agentIds: [agentId] };
	const [{ agents, penaltyTable, scheme }, received, standing, praise, lock] = await Promise.all([
		assessMonth(db.read, of, (agent) => inScope(scope, agent)),
		reviewsOfMonth(context, { agentId, month }),
		standingLines(db.read, of),
		praiseOf(db.read, agentId, month),
		lockOf(db.read, agentId, month)
	]);
	const [counted] = agents;
	if (!counted) return undefined;
	const agent = lock ? await asClosed(db.read, counted) : counted;
	// Nothing of a call whose review the reader does not see yet (reviews/server/sight.ts).
	const shown = new Set(received.map(({ id }) => id));
	const totals = ledgerTotals(standing);
	const lines = withRunning(await visibleLines(context, standing));
	const ofKind = lines.filter((line) => kind === undefined || kindBehind(line) === kind);
	return {
		agent,
		penaltyTable,
		scheme,
		lines: (await withItems(db.read, ofKind.slice(0, MOST_LINES))).map(shownLine),
		kinds: ledgerKinds.filter((one) => lines.some((line) => kindBehind(line) === one)),
		totals,
		// What is confirmed is priced among the confirmed alone; the month counts what all of it comes to.
		ifAllFen: totals.standingFen - severeFen(standing) + agent.amountFen,
		closed: lock?.at ?? null,
		nextFen: priceOf(penaltyTable.steps, agent.severe + 1),
		pay: await payOf(context, agent, { month, takenFen: totals.standingFen }),
		reviews: received,
		praise: praise.filter(({ reviewId }) => shown.has(reviewId))
	};
}

const shownLine = (
	line: Awaited<ReturnType<typeof withItems<PlacedLine & { runningFen: number }>>>[number]
) => ({
	lineKey: line.lineKey,
	kind: line.kind,
	about: kindBehind(line),
	after: madeGoodBy(line.lineKey)?.month ?? null,
	state: line.state,
	recordingId: line.recordingId,
	reviewId: line.reviewId,
	callStartedAt: line.callStartedAt,
	at: line.at,
	atMs: line.atMs,
	code: line.code,
	item: line.item,
	selfReported: line.selfReported,
	nth: line.nth,
	amountFen: line.amountFen,
	pointsTenths: line.pointsTenths,
	runningFen: line.runningFen,
	reason: line.cause === 'decided' ? line.reason : ''
});

const severeFen = (lines: readonly PlacedLine[]): number =>
	ledgerTotals(lines.filter(({ kind }) => kind === 'severe-item')).standingFen;

/** Whether the month passes the share of the pay base, and to heads the base itself. */
async function payOf(
	{ db, actor }: Context,
	agent: CountedAgent,
	{ month, takenFen }: { month: BusinessMonth; takenFen: number }
) {
	const [base, share] = await Promise.all([
		payBaseOf(db.read, agent.agentId, month),
		settingOfMonth(db.read, 'ledger.pay-share', month)
	]);
	const mayEnter = can(actor, 'adjustment.decide', agent) === 'allowed';
	return {
		share,
		passed: base !== undefined && passesPayShare(takenFen, base, share),
		mayEnter,
		baseFen: mayEnter ? (base ?? null) : null
	};
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
