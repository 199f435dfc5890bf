import { agentsOfMonth } from '#lib/assessments/server/month-facts-people.ts';
import { frozenAgents } from '#lib/assessments/server/locks.ts';
import { inScope, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';

/** Whose month the reader may take out, and whether all of it is closed. */
export async function exportPage({ db, actor, zone }: Context, month: BusinessMonth) {
	const scope = scopeOf(actor, 'assessment.export');
	const frozen = await frozenAgents(db.read, month);
	const people = await agentsOfMonth(db.read, { month, zone }, frozen.keys());
	const agents = people.filter((agent) => inScope(scope, agent));
	return {
		month,
		agents: agents.map(({ agentId, staffNo, name, team }) => ({ agentId, staffNo, name, team })),
		closed: agents.length > 0 && agents.every(({ agentId }) => frozen.has(agentId))
	};
}
