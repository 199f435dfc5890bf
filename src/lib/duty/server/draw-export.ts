/** A draw as a file for who may have the whole of it. */
import { exportDraw } from '#lib/sampling/export.ts';
import { dayText } from '#lib/shared/calendar.ts';
import { hasRole } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { drawFacts } from './draw-facts.ts';
import { storedDraw } from './stored-draws.ts';
import { teamsSeen } from './teams-seen.ts';

type Reach = (teamId: string | null) => boolean;

/** Everything of a draw leaves in one file: only for who sees all of it, and never for a lead. */
export function mayExport(
	{ actor }: Pick<Context, 'actor'>,
	shares: readonly { teamId: string | null }[],
	sees: Reach
): boolean {
	const trusted = hasRole(actor, 'department-head') || hasRole(actor, 'auditor');
	return trusted && shares.every(({ teamId }) => sees(teamId));
}

/** The file and its name; `hidden` for a draw of which the reader sees no unit. */
export async function exportedDraw(
	context: Context,
	id: string
): Promise<'hidden' | 'forbidden' | { name: string; text: string }> {
	const facts = await drawFacts(context.db.read, id);
	const sees = await teamsSeen(context);
	if (!facts?.shares.some(({ teamId }) => sees(teamId))) return 'hidden';
	if (!mayExport(context, facts.shares, sees)) return 'forbidden';
	const stored = await storedDraw(context.db.read, id);
	return {
		name: `draw-${facts.plan.key}-${dayText(facts.first)}.json`,
		text: `${JSON.stringify(exportDraw(stored!), null, '\t')}\n`
	};
}
