/** What a case makes of somebody's month, measured by the pay base (house rule M16); told to heads alone. */
import { passesPayShare } from '#lib/assessments/pay-base.ts';
import { payBaseOf } from '#lib/assessments/server/pay-base.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { StandingCase } from './case-rows.ts';

/** The month's amounts, with this case's own, in thousandths of the pay base; null unless they pass the share to warn at. */
export async function withPayBase(
	{ db, actor }: Pick<Context, 'db' | 'actor'>,
	found: Pick<
		StandingCase,
		'agentId' | 'teamId' | 'departmentId' | 'businessMonth' | 'measures' | 'state'
	>
): Promise<number | null> {
	const { agentId, businessMonth: month } = found;
	if (can(actor, 'case.handle', found) !== 'allowed') return null;
	const base = await payBaseOf(db.read, agentId, month);
	if (base === undefined) return null;
	const lines = await standingLines(db.read, { month, agentIds: [agentId] });
	const own = found.state === 'opened' ? found.measures : [];
	const taken = [...lines, ...own].reduce((sum, { amountFen }) => sum + amountFen, 0);
	return passesPayShare(taken, base) ? Math.round((taken * 1000) / base) : null;
}
