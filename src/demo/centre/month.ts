/** What comes of the checking: disputes, cases, coaching, improvements, the library, and last month's assessment. */
import {
	addDays,
	atTime,
	daysOfMonth,
	monthOfDay,
	type BusinessDay,
	type BusinessMonth
} from '#lib/shared/calendar.ts';
import { adjustments } from './adjusting.ts';
import { planDated, planOn, type Deed } from './apart.ts';
import { accountability } from './cases.ts';
import { confirms, signatures, talks } from './closing.ts';
import { coaching } from './coaching.ts';
import { disputing } from './disputing.ts';
import { improving } from './improving.ts';
import { library } from './library.ts';
import { measures } from './measures.ts';
import { colleaguesRate, leadsRate } from './ratings.ts';
import { reporting } from './reporting.ts';
import type { World } from './world.ts';

const dated = [
	...disputing,
	...accountability,
	...coaching,
	...improving,
	...reporting,
	...library
];

/** In this order: by days after the month has ended, at the centre's time. */
const ofLastMonth: {
	after: number;
	hour: number;
	minute: number;
	deed: (month: BusinessMonth) => Deed;
}[] = [
	{ after: 1, hour: 10, minute: 15, deed: measures },
	{ after: 1, hour: 14, minute: 5, deed: leadsRate },
	{ after: 2, hour: 11, minute: 10, deed: colleaguesRate },
	{ after: 3, hour: 15, minute: 20, deed: confirms },
	{ after: 4, hour: 9, minute: 35, deed: adjustments },
	{ after: 5, hour: 16, minute: 50, deed: talks },
	{ after: 6, hour: 10, minute: 25, deed: signatures }
];

const HOUR = 3_600_000;

export function planMonth(world: World, day: BusinessDay, first: BusinessDay) {
	planDated(world, day, dated);
	const thisMonth = daysOfMonth(monthOfDay(world.today)).first;
	const lastMonth = monthOfDay(addDays(thisMonth, -1));
	const since = Math.max(thisMonth, first);
	for (const [turn, { after, hour, minute, deed }] of ofLastMonth.entries()) {
		const planned = atTime(addDays(since, after), hour, minute, world.zone).getTime();
		// Before the story ends, whichever day of the month that is.
		const latest = world.now.getTime() - (ofLastMonth.length - turn) * HOUR;
		planOn(world, day, { at: new Date(Math.min(planned, latest)), deed: deed(lastMonth) });
	}
}
