/** What does not go by the rota: a very long call, broken desks, a late delivery, somebody who did not come. */
import { addDays, atTime, businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import type { ExampleCall, Schedule } from './calls.ts';
import { shiftOf } from './shifts.ts';

/** Days before the last day of the story, and the first agent (by place) who may be met by it. */
interface Mishap {
	back: number;
	from: number;
}

/** The desk records nothing but scraps all day: no call can be drawn. */
const brokenDesks: Mishap[] = [
	{ back: 1, from: 5 },
	{ back: 16, from: 9 }
];
/** One scrap comes in time, the rest the next morning after the draw. */
const lateDeliveries: Mishap[] = [
	{ back: 3, from: 0 },
	{ back: 22, from: 17 }
];
/** In the roster, but without a single call. */
const stayedAway: Mishap[] = [
	{ back: 2, from: 10 },
	{ back: 30, from: 2 }
];

type Planned = Pick<Schedule, 'today' | 'zone' | 'days' | 'agents'>;

/** `calls` and the answer are in order of time. */
export function withMishaps(calls: ExampleCall[], schedule: Planned): ExampleCall[] {
	const { zone } = schedule;
	const met = (mishaps: Mishap[]) => {
		const days = new Map(
			mishaps
				.filter(({ back }) => back < schedule.days)
				.map((mishap) => [addDays(schedule.today, -mishap.back), agentOf(schedule, mishap)])
		);
		return ({ at, agent }: ExampleCall) =>
			agent !== undefined && days.get(businessDay(at, zone)) === agent;
	};
	const [broken, late, away] = [met(brokenDesks), met(lateDeliveries), met(stayedAway)];
	const inTime = new Set<BusinessDay>();
	const changed = calls
		.filter((call) => !away(call))
		.map((call, i): ExampleCall => {
			if (broken(call)) return { ...call, file: i % 3 === 0 ? 'header-only' : 'too-short' };
			if (!late(call)) return call;
			const day = businessDay(call.at, zone);
			if (inTime.has(day)) return { ...call, deliveredAt: deliveryAfter(day, zone) };
			inTime.add(day);
			return { ...call, file: 'too-short' };
		});
	return withLongCall(changed, schedule);
}

/** At twenty past nine the recorder sends what it kept of the day before. */
const deliveryAfter = (day: BusinessDay, zone: string) => atTime(addDays(day, 1), 9, 20, zone);

/** The agent on duty whom a mishap meets: the first by place from `from` on. */
function agentOf({ days, agents }: Planned, { back, from }: Mishap): number | undefined {
	const places = Array.from({ length: agents }, (_, i) => (from + i) % agents);
	return places.find((place) => shiftOf(place, days - back));
}

/** One hour on the line with the repair crews, some nights before today; nothing else at that desk meanwhile. */
function withLongCall(calls: ExampleCall[], { today, zone, days, agents }: Planned): ExampleCall[] {
	const back = Math.min(4, days);
	const day = addDays(today, -back);
	const agent = Array.from({ length: agents }, (_, i) => i).find((i) => shiftOf(i, days - back));
	const at = atTime(day, 12, 30, zone);
	const until = at.getTime() + 62 * 60_000;
	const others = calls.filter(
		(one) =>
			one.agent !== agent ||
			(Math.abs(one.at.getTime() - at.getTime()) > 120_000 &&
				(one.at < at || one.at.getTime() > until))
	);
	const long: ExampleCall = {
		at,
		agent,
		kind: 'other',
		direction: 'internal',
		queue: '抢修',
		number: '8800',
		file: 'one-hour'
	};
	return [...others, long].sort((a, b) => a.at.getTime() - b.at.getTime());
}
