/** Who is away when: a leave with a deputy, and mornings nobody had reckoned with. */
import { isWorkingDay, type WorkingCalendar } from '#lib/calendar/working-calendar.ts';
import { dueInstant } from '#lib/duty/due.ts';
import { DAILY_SPOT_CHECK, standardPlans } from '#lib/sampling/standard-plans.ts';
import { addDays, atTime, dayStart, type BusinessDay } from '#lib/shared/calendar.ts';
import type { Centre, Person } from './people.ts';

export interface Absence {
	person: Person;
	from: Date;
	until: Date;
	/** The head says afterwards that what was missed does not count. */
	excused: boolean;
	/** Makes up for it as soon as they are back. */
	returns: boolean;
}

interface Story {
	centre: Centre;
	zone: string;
	today: BusinessDay;
	workingDays: WorkingCalendar;
}

/** Days before the last one on which the second lead is on leave. */
export const LEAVE = { firstBack: 20, lastBack: 14 };

/** Unforeseen: by the lead's place, from an hour of that day until what was drawn was due; a day before when no working day follows. */
const unforeseen = [
	{ lead: 1, back: 29, fromHour: 10, excused: true },
	{ lead: 2, back: 10, fromHour: 8, excused: false },
	{ lead: 2, back: 38, fromHour: 8, excused: false }
];

export function absencesOf(story: Story): Absence[] {
	const { centre, zone, today, workingDays } = story;
	const leads = [...centre.leads.values()];
	const leave: Absence = {
		person: leads[1]!,
		from: dayStart(addDays(today, -LEAVE.firstBack), zone),
		until: dayStart(addDays(today, -LEAVE.lastBack + 1), zone),
		excused: false,
		returns: false
	};
	const others = unforeseen.map(({ lead, back, fromHour, excused }): Absence => {
		let day = addDays(today, -back);
		while (!isWorkingDay(workingDays, day) || !isWorkingDay(workingDays, addDays(day, 1)))
			day = addDays(day, -1);
		return {
			person: leads[lead]!,
			from: atTime(day, fromHour, 0, zone),
			until: spotCheckDue(story, day),
			excused,
			returns: true
		};
	});
	return [leave, ...others];
}

/** When the spot checks drawn on `day` are due. */
export function spotCheckDue(
	{ zone, workingDays }: Pick<Story, 'zone' | 'workingDays'>,
	day: BusinessDay
): Date {
	const rule = standardPlans[DAILY_SPOT_CHECK]!;
	const { hour, minute } = rule.drawAt;
	return dueInstant(rule, atTime(day, hour, minute, zone), workingDays, zone);
}
