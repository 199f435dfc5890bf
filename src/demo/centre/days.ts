/** Lives through the days: recordings come in, are drawn, heard, scored and acknowledged. */
import type { Db } from '#lib/platform/server/db/client.ts';
import { systemActor } from '#lib/people/role.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/plan.ts';
import { runDraw } from '#lib/duty/server/draws.ts';
import {
	addDays,
	atTime,
	businessDay,
	dayStart,
	weekday,
	type BusinessDay
} from '#lib/shared/calendar.ts';
import type { ExampleCall } from './calls.ts';
import { importBatch } from './imports.ts';
import { checkDraw, done, headHears } from './reviewing.ts';
import { checkOwnCalls } from './self-checking.ts';
import { enterDay, type World } from './world.ts';

const HOUR = 3_600_000;
const WEDNESDAY = 3;

/** From the first day with calls to `world.now`; one transaction a day. */
export async function liveThrough(db: Db, world: World, first: BusinessDay) {
	for (const [at, batch] of batches(world.calls))
		world.timeline.add(at, async () => {
			for (const one of await importBatch(world.tx, world, batch, at))
				world.imported.set(one.recordingId, one);
		});
	for (let day = first; day <= world.today; day = addDays(day, 1)) {
		planDay(world, day, first);
		const end = dayStart(addDays(day, 1), world.zone);
		await db.tx(async (tx) => {
			enterDay(world, tx);
			await world.timeline.runUntil(end < world.now ? end : world.now);
		});
	}
}

function planDay(world: World, day: BusinessDay, first: BusinessDay) {
	if (day === first) return;
	const at = atTime(day, 6, 0, world.zone);
	const yesterday = addDays(day, -1);
	world.timeline.add(at, async () => {
		const context = world.as(systemActor('scheduler'), at);
		const drawn = done(await runDraw(context, { planKey: DAILY_SPOT_CHECK, period: yesterday }));
		await checkDraw(world, drawn.drawId, day, doneShare(world, day));
		const recorded = [...world.imported.values()].filter(
			({ call }) => businessDay(call.at, world.zone) === yesterday
		);
		checkOwnCalls(world, day, recorded);
	});
	if (weekday(day) === WEDNESDAY) headHears(world, day);
}

/** How much of the draw made on `day` is done: today's mostly waits, and a little of the last days' is late. */
function doneShare({ today, now, zone }: World, day: BusinessDay): number {
	const newest = now >= atTime(today, 6, 0, zone) ? today : addDays(today, -1);
	if (day === newest) return 0.3;
	if (day === addDays(newest, -1)) return 0.85;
	return day === addDays(newest, -2) ? 0.95 : 1;
}

/** Calls by the hour in which the importer sees them: two minutes after they began, or later. */
function batches(calls: ExampleCall[]): Map<Date, ExampleCall[]> {
	const byHour = new Map<number, ExampleCall[]>();
	for (const call of calls) {
		const length = call.file === 'one-hour' ? HOUR : 0;
		const seen = Math.ceil((call.at.getTime() + length + 120_000) / HOUR) * HOUR;
		byHour.set(seen, [...(byHour.get(seen) ?? []), call]);
	}
	return new Map([...byHour].map(([at, batch]) => [new Date(at), batch]));
}
