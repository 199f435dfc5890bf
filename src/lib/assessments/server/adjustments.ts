/** Proposing an adjustment of an agent's month, and deciding about it. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Wanted } from '#lib/ledger/posting.ts';
import { postLines } from '#lib/ledger/server/post.ts';
import { lockOf } from '#lib/ledger/server/queries.ts';
import { settingOfMonth } from '#lib/ledger/server/rules.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { personOf } from '#lib/people/server/persons.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { businessDay, monthOfDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import {
	adjustmentState,
	decideAdjustment,
	decideProposal,
	headsNeeded,
	type AdjustmentRefusal,
	type AdjustmentState,
	type Proposal,
	type ProposalRefusal
} from '../adjustment.ts';
import { placeInMonth } from './place.ts';
import { adjustmentDecisions, adjustments } from './schema.ts';

type ProposeRefusal = 'not-found' | 'not-allowed' | ProposalRefusal;

/** Proposes it; the heads of the agent's department are told. */
export function proposeAdjustment(
	{ db, actor, now, zone }: Context,
	{ agentId, ...proposal }: Proposal & { agentId: string }
): Promise<Decision<{ adjustmentId: string }, ProposeRefusal>> {
	const { month } = proposal;
	return db.tx(async (tx): Promise<Decision<{ adjustmentId: string }, ProposeRefusal>> => {
		const place = await placeInMonth(tx, { month, zone, agentId });
		if (!place || can(actor, 'assessment.read', place) !== 'allowed') return refuse('not-found');
		if (can(actor, 'adjustment.propose', place) !== 'allowed') return refuse('not-allowed');
		const decision = decideProposal(proposal, {
			current: monthOfDay(businessDay(now, zone)),
			closed: (await lockOf(tx, agentId, month)) !== undefined
		});
		if (!decision.ok) return decision;

		const { amountFen, pointsTenths, reason } = decision.value;
		const { teamId, departmentId } = place;
		const id = newId(now);
		await tx.insert(adjustments).values({
			...{ id, agentId, teamId, departmentId, businessMonth: month },
			...{ amountFen, pointsTenths, reason, by: actor.id, at: now }
		});
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'adjustment.proposed',
				subject: `adjustment:${id}`,
				reason,
				facts: { agentId, month, amountFen, pointsTenths }
			}
		);
		const heads = departmentId ? await headsOf(tx, departmentId, now) : [];
		const to = heads.filter((head) => head !== actor.id && head !== agentId);
		await notify(tx, now, { kind: 'adjustment-proposed', to, path: '/assessments/adjustments' });
		return accept({ adjustmentId: id });
	});
}

type DecideRefusal = 'not-found' | 'not-allowed' | AdjustmentRefusal;

/** A head's word on it; when it is approved it is a line of the month, or of the open one when that is closed by now. */
export function ruleAdjustment(
	context: Context,
	given: { adjustmentId: string; approved: boolean; reason: string }
): Promise<Decision<{ state: AdjustmentState }, DecideRefusal>> {
	const { db, actor, now } = context;
	return db.tx(async (tx): Promise<Decision<{ state: AdjustmentState }, DecideRefusal>> => {
		const found = isId(given.adjustmentId) ? await decidable(tx, given.adjustmentId) : undefined;
		if (!found || can(actor, 'assessment.read', found) !== 'allowed') return refuse('not-found');
		if (can(actor, 'adjustment.decide', found) !== 'allowed') return refuse('not-allowed');
		const { approved } = given;
		const person = await personOf(tx, actor.id);
		const decision = decideAdjustment(found, { person, approved, reason: given.reason });
		if (!decision.ok) return decision;

		const { state, reason } = decision.value;
		const { id, agentId, businessMonth } = found;
		await tx.insert(adjustmentDecisions).values({
			...{ adjustmentId: id, byPerson: person, by: actor.id },
			...{ approved, reason, at: now }
		});
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'adjustment.decided',
				subject: `adjustment:${id}`,
				reason,
				facts: { agentId, month: businessMonth, approved, state }
			}
		);
		if (state === 'approved') {
			const lines = await adjustmentLines(tx, agentId, businessMonth);
			const post = {
				kinds: ['adjustment'],
				lines,
				cause: 'decided',
				reason: found.reason
			} as const;
			await postLines({ tx, ...context }, found, post);
		}
		const told = state === 'approved' ? [agentId, found.by] : state === 'half' ? [] : [found.by];
		await notify(tx, now, { kind: 'adjustment-decided', to: told, path: found.path });
		return accept({ state });
	});
}

async function decidable(read: Reader, adjustmentId: string) {
	const [row] = await read.select().from(adjustments).where(eq(adjustments.id, adjustmentId));
	if (!row) return undefined;
	const votes = await read
		.select()
		.from(adjustmentDecisions)
		.where(eq(adjustmentDecisions.adjustmentId, adjustmentId));
	const threshold = await settingOfMonth(read, 'ledger.two-heads-from-fen', row.businessMonth);
	return {
		...row,
		votes,
		needed: headsNeeded(row.amountFen, threshold),
		proposer: await personOf(read, row.by),
		agent: await personOf(read, row.agentId),
		path: '/assessments/adjustments'
	};
}

/** What was approved of an agent's month. */
async function adjustmentLines(
	read: Reader,
	agentId: string,
	month: BusinessMonth
): Promise<Wanted[]> {
	const rows = await read
		.select()
		.from(adjustments)
		.where(and(eq(adjustments.agentId, agentId), eq(adjustments.businessMonth, month)))
		.orderBy(asc(adjustments.at), asc(adjustments.id));
	const ids = rows.map(({ id }) => id);
	const votes = await read
		.select()
		.from(adjustmentDecisions)
		.where(inArray(adjustmentDecisions.adjustmentId, ids));
	const threshold = await settingOfMonth(read, 'ledger.two-heads-from-fen', month);
	const approved = rows.filter(({ id, amountFen }) => {
		const own = votes.filter(({ adjustmentId }) => adjustmentId === id);
		return adjustmentState(own, headsNeeded(amountFen, threshold)) === 'approved';
	});
	return approved.map(({ id, amountFen, pointsTenths }) => ({
		lineKey: `adjustment:${id}`,
		kind: 'adjustment',
		...{ recordingId: null, callStartedAt: null, reviewId: null, itemKey: null, code: null },
		...{ evidenceId: null, atMs: null, selfReported: false, amountFen, pointsTenths }
	}));
}
