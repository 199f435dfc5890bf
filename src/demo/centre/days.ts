/** Lives through the days: recordings come in, are drawn, heard, scored and acknowledged. */
import type { Db } from '#lib/platform/server/db/client.ts';
import { addDays, dayStart, weekday, type BusinessDay } from '#lib/shared/calendar.ts';
import type { ExampleCall } from './calls.ts';
import { planCalibrations } from './calibrating.ts';
import { planCustody } from './custody.ts';
import { importBatch } from './imports.ts';
import { planMonth } from './month.ts';
import { planDeeds } from './office.ts';
import { headHears } from './reviewing.ts';
import { scheduleDay } from './scheduler.ts';
import { planSelfChecks } from './self-checking.ts';
import { planSessions } from './sessions.ts';
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
	scheduleDay(world, day);
	planDeeds(world, day);
	planSessions(world, day);
	planSelfChecks(world, day);
	planCalibrations(world, day);
	planCustody(world, day);
	planMonth(world, day, first);
	if (weekday(day) === WEDNESDAY) headHears(world, day);
}

/** Calls by the hour in which the importer sees them: two minutes after they began, or later. */
function batches(calls: ExampleCall[]): Map<Date, ExampleCall[]> {
	const byHour = new Map<number, ExampleCall[]>();
	for (const call of calls) {
		const length = call.file === 'one-hour' ? HOUR : 0;
		const delivered = call.deliveredAt?.getTime() ?? call.at.getTime() + length + 120_000;
		const seen = Math.ceil(delivered / HOUR) * HOUR;
		byHour.set(seen, [...(byHour.get(seen) ?? []), call]);
	}
	return new Map([...byHour].map(([at, batch]) => [new Date(at), batch]));
}
