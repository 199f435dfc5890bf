/** What the page of indicators shows: definitions with the month's values in the reader's reach, and one indicator's history. */
import { and, desc, eq } from 'drizzle-orm';
import { inScope, may, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { departments, teams } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { businessDay, monthOfDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { isReached, permilleOf } from '../indicator.ts';
import { closedDepartments } from './locks.ts';
import {
	indicatorsFor,
	valuesOfMonth,
	type Indicator,
	type IndicatorValue
} from './indicators-of-month.ts';
import { agentsOfMonth } from './month-facts-people.ts';
import { indicatorValues } from './schema.ts';

/** Entries of one indicator listed at most. */
const MOST_ENTRIES = 500;

export async function indicatorsPage(
	context: Context,
	asked: BusinessMonth | undefined,
	key: string | null
) {
	const { db, actor, now, zone } = context;
	const current = monthOfDay(businessDay(now, zone));
	const month = asked ?? current;
	const seen = await placesSeen(context, month);
	const definitions = await indicatorsFor(db.read, month);
	const chosen = key === null ? undefined : definitions.get(key);
	const headed = actor.grants.flatMap(({ role, departmentId }) =>
		role === 'department-head' && departmentId ? departmentId : []
	);
	return {
		month,
		current,
		indicators: [...definitions.values()],
		values: (await valuesOfMonth(db.read, { month })).flatMap((value) =>
			told(value, definitions.get(value.key), seen)
		),
		chosen,
		entries: chosen ? await entriesOf(db.read, { month, key: chosen.key }, seen) : [],
		enters: may(actor, 'indicator.enter'),
		/** Where the reader may enter values. */
		places: seen.list.filter(
			({ departmentId }) => departmentId !== null && headed.includes(departmentId)
		),
		closed: headed.length > 0 && (await allClosed(db.read, month, headed))
	};
}

const allClosed = async (read: Reader, month: BusinessMonth, headed: string[]) => {
	const closed = await closedDepartments(read, month);
	return headed.every((id) => closed.has(id));
};

interface PlaceName {
	/** `agent:ID`, `team:ID`, `department:ID`. */
	place: string;
	name: string;
	departmentId: string | null;
}

/** Departments and teams are everybody's to read, agents those in reach. */
async function placesSeen({ db, actor, zone }: Context, month: BusinessMonth) {
	const scope = scopeOf(actor, 'assessment.read');
	const agents = (await agentsOfMonth(db.read, { month, zone }, [])).filter((agent) =>
		inScope(scope, agent)
	);
	const list: PlaceName[] = [
		...(await db.read.select().from(departments).orderBy(departments.name)).map(({ id, name }) => ({
			...{ place: `department:${id}`, name, departmentId: id }
		})),
		...(await db.read.select().from(teams).orderBy(teams.name)).map(
			({ id, name, departmentId }) => ({ place: `team:${id}`, name, departmentId })
		),
		...agents.map(({ agentId, staffNo, name, departmentId }) => ({
			...{ place: `agent:${agentId}`, name: `${name} ${staffNo}`, departmentId }
		}))
	];
	return { list, names: new Map(list.map(({ place, name }) => [place, name])) };
}
type Seen = Awaited<ReturnType<typeof placesSeen>>;

const placeOf = ({ agentId, teamId, departmentId }: IndicatorValue): string =>
	agentId ? `agent:${agentId}` : teamId ? `team:${teamId}` : `department:${departmentId}`;

function told(value: IndicatorValue, definition: Indicator | undefined, { names }: Seen) {
	const name = names.get(placeOf(value));
	if (!definition || name === undefined) return [];
	const { id, key, numerator, denominator, source, at } = value;
	const measured = { key, numerator, denominator, target: definition.target, aim: definition.aim };
	return [
		{
			...{ id, key, place: name, numerator, denominator, source, at, by: value.by },
			permille: permilleOf(measured),
			reached: isReached(measured)
		}
	];
}

/** Everything that was entered of an indicator in a month, the newest first. */
async function entriesOf(
	read: Reader,
	{ month, key }: { month: BusinessMonth; key: string },
	seen: Seen
) {
	const rows = await read
		.select()
		.from(indicatorValues)
		.where(and(eq(indicatorValues.businessMonth, month), eq(indicatorValues.key, key)))
		.orderBy(desc(indicatorValues.at), desc(indicatorValues.id))
		.limit(MOST_ENTRIES);
	const names = await namesOf(
		read,
		rows.map(({ by }) => by)
	);
	return rows.flatMap((row) => {
		const place = seen.names.get(placeOf(row));
		if (place === undefined) return [];
		const { id, numerator, denominator, source, at } = row;
		return [
			{
				...{ id, place, numerator, denominator, source, at, by: names[row.by] ?? '' },
				permille: permilleOf(row)
			}
		];
	});
}
