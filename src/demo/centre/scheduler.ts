/** What the server does by itself on a day: draws, top-ups, reminders, and what became overdue. */
import { recordOverdue } from '#lib/duty/server/overdue.ts';
import { runDraw } from '#lib/duty/server/draws.ts';
import { sendDigest, sendReminders } from '#lib/duty/server/reminders.ts';
import { topUpDraws } from '#lib/duty/server/top-ups.ts';
import type { Context } from '#lib/people/server/context.ts';
import { systemActor } from '#lib/people/role.ts';
import { drawInstant, periodOf } from '#lib/sampling/period.ts';
import { allPlans, planInForce } from '#lib/sampling/server/plans.ts';
import { addDays, atTime, businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

/**
 * The jobs of `day`. The server looks every minute; here it does at the minutes at which there is
 * something to find.
 */
export function scheduleDay(world: World, day: BusinessDay) {
	const at = (hour: number, minute: number) => atTime(day, hour, minute, world.zone);
	const job = (time: Date, run: (context: Context) => Promise<unknown>) =>
		world.timeline.add(time, async () => {
			await run(world.as(systemActor('scheduler'), time));
		});
	job(at(5, 59), () => planDraws(world, day));
	job(at(8, 1), sendDigest);
	job(at(10, 1), topUpDraws);
	job(at(10, 2), sendReminders);
	job(at(16, 2), sendReminders);
	// Plans of the story are due at noon and at six.
	job(at(12, 1), recordOverdue);
	job(at(18, 1), recordOverdue);
}

/** Draws every plan whose period was over last night, at the plan's own time. */
async function planDraws(world: World, day: BusinessDay) {
	const { tx, zone, timeline } = world;
	for (const { key, newest } of await allPlans(tx, day)) {
		const period = periodOf(newest.rule.recurrence, addDays(day, -1));
		const plan = await planInForce(tx, key, period.first);
		const time = plan && drawInstant(plan.rule, period, zone);
		if (!time || businessDay(time, zone) !== day) continue;
		timeline.add(time, async () => {
			const context = world.as(systemActor('scheduler'), time);
			done(await runDraw(context, { planKey: key, period: period.first }));
		});
	}
}
