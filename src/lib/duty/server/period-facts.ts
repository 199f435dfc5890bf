/** Everything that a draw of a period looks at, as the database stands. */
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { DrawFacts } from '#lib/sampling/draw.ts';
import type { Period } from '#lib/sampling/period.ts';
import type { PlanInForce } from '#lib/sampling/server/plans.ts';
import { offsetMinutes } from '#lib/shared/calendar.ts';
import { callsOfPeriod } from './candidates.ts';
import { reviewersOf } from './reviewers.ts';
import { marksOf } from './signals.ts';
import { agentsOf, rosteredIn, wantedBy } from './who.ts';

interface PeriodFacts extends DrawFacts {
	/** Recordings of the period that belong to no known agent. */
	unattributed: number;
}

/** The facts with the people of `now`. */
export async function periodFacts(
	db: Reader,
	{
		plan,
		period,
		now,
		zone
	}: { plan: Pick<PlanInForce, 'rule' | 'departmentId'>; period: Period; now: Date; zone: string }
): Promise<PeriodFacts> {
	const { rule } = plan;
	const wanted = wantedBy(plan);
	const [{ calls, unattributed }, rostered, agents, marks] = await Promise.all([
		callsOfPeriod(db, { period, rule, wanted }),
		rosteredIn(db, { period, zone }, wanted),
		agentsOf(db, rule, { period, zone }),
		marksOf(db, rule, { period, zone })
	]);
	return {
		rule,
		calls,
		rostered,
		agents,
		marks,
		reviewers: await reviewersOf(db, rule, { calls, rostered, now, zone }),
		hourOf: hoursIn(zone),
		unattributed
	};
}

const MINUTE_MS = 60_000;
/** No zone has ever changed its clocks but at a quarter of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Hour of the day in `zone`, asking for the zone's offset once for every quarter of an hour. */
function hoursIn(zone: string): (epochMs: number) => number {
	const offsets = new Map<number, number>();
	return (epochMs) => {
		const quarter = Math.floor(epochMs / QUARTER_MS);
		let offset = offsets.get(quarter);
		if (offset === undefined) {
			offset = offsetMinutes(new Date(quarter * QUARTER_MS), zone);
			offsets.set(quarter, offset);
		}
		return Math.floor((epochMs + offset * MINUTE_MS) / HOUR_MS) % 24;
	};
}
