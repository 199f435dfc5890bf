/** What a case makes of somebody's month, measured by the pay base (house rule M16); told to heads alone. */
import { passesPayShare } from '#lib/assessments/pay-base.ts';
import { payBaseOf } from '#lib/assessments/server/pay-base.ts';
import { settingOfMonth } from '#lib/ledger/server/rules.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { StandingCase } from './case-rows.ts';

interface PassedShare {
	/** The month's amounts, with this case's own, in thousandths of the pay base. */
	share: number;
	/** The share to warn at. */
	most: number;
}

/** Null unless the month passes the share to warn at. */
export async function withPayBase(
	{ db, actor }: Pick<Context, 'db' | 'actor'>,
	found: Pick<
		StandingCase,
		'agentId' | 'teamId' | 'departmentId' | 'businessMonth' | 'measures' | 'state'
	>
): Promise<PassedShare | null> {
	const { agentId, businessMonth: month } = found;
	if (can(actor, 'case.handle', found) !== 'allowed') return null;
	const base = await payBaseOf(db.read, agentId, month);
	if (base === undefined) return null;
	const lines = await standingLines(db.read, { month, agentIds: [agentId] });
	const own = found.state === 'opened' ? found.measures : [];
	const taken = [...lines, ...own].reduce((sum, { amountFen }) => sum + amountFen, 0);
	const most = await settingOfMonth(db.read, 'ledger.pay-share', month);
	if (!passesPayShare(taken, base, most)) return null;
	return { share: Math.round((taken * 1000) / base), most };
}
