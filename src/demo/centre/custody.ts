/** How recordings are kept: empty ones that may go, a hold, a restriction, numbers read whole. */
import { takeIdBytesFrom } from '#lib/platform/server/ids.ts';
import { addDays, atTime, businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { applies, approves, purges } from './deletions.ts';
import * as guarding from './guarding.ts';
import type { World } from './world.ts';

type Deed = (world: World, at: Date) => Promise<void>;

const MINUTE = 60_000;

/** By days before the last one; the time of day is the centre's. */
const dated: { back: number; hour: number; minute: number; deed: Deed }[] = [
	{ back: 12, hour: 9, minute: 55, deed: applies('分机线路故障，只录到空文件头，已报修。') },
	{ back: 12, hour: 13, minute: 40, deed: approves },
	{ back: 6, hour: 11, minute: 20, deed: guarding.holds },
	{ back: 5, hour: 13, minute: 45, deed: purges },
	{ back: 4, hour: 15, minute: 25, deed: guarding.leadReadsNumber },
	{ back: 3, hour: 10, minute: 25, deed: applies('客户刚接通即挂断，录音里没有任何声音。') },
	{ back: 2, hour: 9, minute: 20, deed: approves },
	{ back: 1, hour: 17, minute: 45, deed: applies('测试线路时误录，录音为空，申请删除。') }
];

/** By minutes before the story ends. */
const late: { before: number; deed: Deed }[] = [
	{ before: 140, deed: guarding.asksToRestrict },
	{ before: 128, deed: guarding.confirmsRestriction },
	{ before: 110, deed: guarding.asksToRelease },
	{ before: 62, deed: guarding.headReadsNumber }
];

/** The second head comes after the newest weekly draw, so that the audits stay the first one's. */
function arrival({ newestMonday, now, zone }: World): Date {
	const after = atTime(newestMonday, 12, 0, zone).getTime();
	return new Date(Math.min(after, now.getTime() - 150 * MINUTE));
}

export function planCustody(world: World, day: BusinessDay) {
	const { zone, timeline, now, today } = world;
	const on = (at: Date, deed: Deed) => {
		if (businessDay(at, zone) === day) timeline.add(at, () => apart(world, () => deed(world, at)));
	};
	for (const { back, hour, minute, deed } of dated)
		on(atTime(addDays(today, -back), hour, minute, zone), deed);
	on(arrival(world), guarding.secondHeadComes);
	for (const { before, deed } of late) on(new Date(now.getTime() - before * MINUTE), deed);
}

/** With ids of its own: the rest of the story has the ids that it has without. */
async function apart({ idsApart }: World, deed: () => Promise<void>) {
	const back = takeIdBytesFrom(idsApart);
	try {
		await deed();
	} finally {
		back();
	}
}
