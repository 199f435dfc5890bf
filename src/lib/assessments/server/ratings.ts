/** Rating an agent's month: by the lead of the team, and by its members of one another. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { lockOf } from '#lib/ledger/server/queries.ts';
import { can, may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { businessDay, monthOfDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { CountedAgent } from '../month.ts';
import { decideRating, type RatingInput, type RatingKind, type RatingRefusal } from '../rating.ts';
import { agentsOfMonth } from './month-facts-people.ts';
import { ratingsOfMonth } from './ratings-of-month.ts';
import { ratings } from './schema.ts';
import { standingAfter } from './standing-after.ts';

type GiveRefusal = RatingRefusal | 'not-found' | 'not-allowed';

interface GiveRating extends RatingInput {
	month: BusinessMonth;
	kind: RatingKind;
}

/** Gives a rating, or changes the own one: the newest stands. */
export function giveRating(
	context: Context,
	{ month, kind, agentId, attitude, teamwork, words }: GiveRating
): Promise<Decision<undefined, GiveRefusal>> {
	const { db, actor, now, zone } = context;
	return db.tx(async (tx): Promise<Decision<undefined, GiveRefusal>> => {
		const placed = await placesOf(tx, { month, zone }, [agentId, actor.id]);
		const [agent, rater] = [placed.get(agentId), placed.get(actor.id)];
		const right = rightTo(context, kind, { agent, rater });
		if (!right.ok) return right;
		const decision = decideRating({
			...{ raterId: actor.id, agentId, accounts: actor.accounts ?? [], kind, month, words },
			sameTeam: right.value.sameTeam,
			current: monthOfDay(businessDay(now, zone)),
			closed: (await lockOf(tx, agentId, month)) !== undefined
		});
		if (!decision.ok) return decision;

		const id = newId(now);
		const points = { attitude, teamwork };
		const row = { id, kind, agentId, raterId: actor.id, businessMonth: month, points };
		const before = (await ratingsOfMonth(tx, { month, agentIds: [agentId] })).find(
			(one) => one.kind === kind && one.raterId === actor.id
		);
		const at = standingAfter(now, before?.at);
		await tx.insert(ratings).values({ ...row, words, at });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'rating.given',
				subject: `rating:${id}`,
				facts: { rating: kind, agentId, month, points },
				reason: words
			}
		);
		return accept(undefined);
	});
}

/** Whoever is in no team, or another's, does not exist for a colleague. */
function rightTo(
	{ actor }: Context,
	kind: RatingKind,
	{ agent, rater }: { agent: CountedAgent | undefined; rater: CountedAgent | undefined }
): Decision<{ sameTeam: boolean }, 'not-found' | 'not-allowed'> {
	if (!agent?.teamId) return refuse('not-found');
	const sameTeam = agent.teamId === rater?.teamId;
	if (kind === 'peer') {
		if (!may(actor, 'peer-rating.give')) return refuse('not-allowed');
		return sameTeam ? accept({ sameTeam }) : refuse('not-found');
	}
	const verdict = can(actor, 'rating.give', agent);
	if (verdict === 'hidden') return refuse('not-found');
	// The own line is named by the rule below.
	if (verdict === 'forbidden' && agent.agentId !== actor.id) return refuse('not-allowed');
	return accept({ sameTeam });
}

/** Where these people stood in the month, by id; who was in no team is not in the map. */
export async function placesOf(
	read: Reader,
	of: { month: BusinessMonth; zone: string },
	ids: readonly string[]
): Promise<Map<string, CountedAgent>> {
	const found = await agentsOfMonth(read, { ...of, agentIds: ids }, []);
	return new Map(found.map((agent) => [agent.agentId, agent]));
}
