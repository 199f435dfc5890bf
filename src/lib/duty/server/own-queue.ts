/** The own tasks: a page of rows, the next one to do, and the figures. */
import { and, asc, eq, gt, inArray, isNotNull, notInArray, or, type SQL } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';
import type { QueueCursor, QueueFilter, QueueView } from '../queue.ts';
import { numbered, taskRows, toldTask, type Task } from './duties.ts';
import type { PlanFacts } from './plan-facts.ts';
import { ofView, timesOf } from './queue-conditions.ts';
import { queueFigures } from './queue-figures.ts';

const PAGE_ROWS = 25;

const beyond = ({ dueAt, startedAt, id }: QueueCursor): SQL | undefined =>
	or(
		gt(assignments.dueAt, dueAt),
		and(
			eq(assignments.dueAt, dueAt),
			or(
				gt(recordings.startedAt, startedAt),
				and(eq(recordings.startedAt, startedAt), gt(assignments.id, id))
			)
		)
	);

/** Everything that waits for the actor, the most urgent first: by due time, then by the call's. */
export async function ownQueue(
	context: Context,
	asked: QueueFilter,
	plans: ReadonlyMap<string, PlanFacts>
) {
	const { db, actor, now } = context;
	const times = timesOf(context);
	const known = [...plans.values()].some(({ key }) => key === asked.plan);
	const filter = known ? asked : { ...asked, plan: undefined };
	const rows = async (view: QueueView, limit: number, more?: SQL) => {
		const found = await taskRows(db.read)
			.where(and(ofView(view, actor.id, times), more))
			.orderBy(asc(assignments.dueAt), asc(recordings.startedAt), asc(assignments.id))
			.limit(limit);
		const told = found.map((row) => toldTask(row, { viewerId: actor.id, plans, now }));
		return numbered(db.read, told);
	};
	const narrowed = and(narrowing(filter, plans), filter.after && beyond(filter.after));
	const found = await rows(filter.view, PAGE_ROWS + 1, narrowed);
	const shown = found.slice(0, PAGE_ROWS);
	const last = shown.at(-1);
	const [next] = await rows('open', 1);
	return {
		filter,
		rows: shown,
		after: found.length > PAGE_ROWS && last ? cursorOf(last) : undefined,
		next,
		...(await queueFigures(context, times, plans))
	};
}

const cursorOf = ({ dueAt, startedAt, id }: Task): QueueCursor => ({ dueAt, startedAt, id });

/** An agent is only looked for among tasks that tell whose call it is. */
function narrowing({ plan, agentId }: QueueFilter, plans: ReadonlyMap<string, PlanFacts>) {
	const versions = (wanted: (facts: PlanFacts) => boolean) =>
		[...plans].flatMap(([id, facts]) => (wanted(facts) ? [id] : []));
	const ofPlan = plan === undefined ? [] : versions(({ key }) => key === plan);
	const blind = versions(({ rule }) => rule.blind);
	return and(
		ofPlan.length > 0 ? inArray(draws.planVersionId, ofPlan) : undefined,
		agentId ? eq(assignments.agentId, agentId) : undefined,
		agentId && blind.length > 0
			? or(notInArray(draws.planVersionId, blind), isNotNull(reviews.id), isNotNull(selfChecks.id))
			: undefined
	);
}
