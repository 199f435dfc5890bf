/** What the page of a month's ratings shows: whom the reader rates, and who is still missing. */
import { inScope, isEmptyScope, may, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { businessDay, monthOfDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { rated } from '../components/rated.ts';
import type { CountedAgent } from '../month.ts';
import { FEWEST_PEERS, type RatingKind, type RatingPoints } from '../rating.ts';
import { frozenAgents } from './locks.ts';
import { agentsOfMonth } from './month-facts-people.ts';
import { ratedBy, ratingsOfMonth, type Rating } from './ratings-of-month.ts';

interface OwnRating {
	points: RatingPoints;
	words: string;
	at: Date;
}

export async function ratingsPage(context: Context, month: BusinessMonth) {
	const { db, actor, now, zone } = context;
	const everybody = await agentsOfMonth(db.read, { month, zone }, []);
	const given = await ratingsOfMonth(db.read, { month });
	const frozen = await frozenAgents(db.read, month);
	const leads = scopeOf(actor, 'rating.give');
	const own = everybody.find(({ agentId }) => agentId === actor.id);
	const others = everybody.filter(({ agentId }) => agentId !== actor.id);
	const line = (kind: RatingKind) => (agent: CountedAgent) => ({
		...agent,
		closed: frozen.has(agent.agentId),
		given: ownOf(given, kind, { agentId: agent.agentId, raterId: actor.id })
	});
	return {
		open: month <= monthOfDay(businessDay(now, zone)),
		lead: others
			.filter(({ teamId }) => teamId !== null && leads.teamIds.includes(teamId))
			.map(line('lead')),
		peers:
			own?.teamId && may(actor, 'peer-rating.give')
				? others.filter(({ teamId }) => teamId === own.teamId).map(line('peer'))
				: [],
		overview: await overview(context, everybody, given)
	};
}

function ownOf(
	given: readonly Rating[],
	kind: RatingKind,
	of: { agentId: string; raterId: string }
): OwnRating | null {
	const found = given.find(
		(one) => one.kind === kind && one.agentId === of.agentId && one.raterId === of.raterId
	);
	if (!found) return null;
	const { points, words, at } = found;
	return { points: points as RatingPoints, words, at };
}

/** For those who read whole teams: of each agent how many rated, of how many who could. */
async function overview(
	{ db, actor }: Context,
	everybody: readonly CountedAgent[],
	given: readonly Rating[]
) {
	const scope = { ...scopeOf(actor, 'board.read'), agentId: null };
	if (isEmptyScope(scope)) return [];
	const names = await namesOf(
		db.read,
		given.map(({ raterId }) => raterId)
	);
	const ratings = Map.groupBy(given, ({ agentId }) => agentId);
	return everybody
		.filter((agent) => inScope(scope, agent) && agent.agentId !== actor.id)
		.map((agent) => {
			const rows = ratings.get(agent.agentId) ?? [];
			return {
				...agent,
				lead: rows
					.filter(({ kind }) => kind === 'lead')
					.map(({ points, words, at, raterId }) => ({
						...{ points, words, at, by: names[raterId] ?? '' }
					})),
				peers: peerSummary(rows),
				colleagues: everybody.filter(
					({ teamId, agentId }) => teamId === agent.teamId && agentId !== agent.agentId
				).length
			};
		});
}

/** A mean and the sentences in an order that names nobody; nothing of either while there are too few. */
function peerSummary(rows: readonly Rating[]) {
	const peers = rows.filter(({ kind }) => kind === 'peer');
	const n = peers.length;
	if (n < FEWEST_PEERS) return { n, tenths: null, interval: null, words: [] };
	const { value, interval } = rated(ratedBy(rows, 'peer'));
	const tenths =
		value === 'too-few' ? null : Number((value.over * 2000n + value.under) / (2n * value.under));
	return { n, tenths, interval, words: peers.map(({ words }) => words).toSorted() };
}
