/** How recordings are kept: empty ones that may go, a hold, a restriction, numbers read whole. */
import { atTime, type BusinessDay } from '#lib/shared/calendar.ts';
import { planDated, planOn, type DatedDeed, type Deed } from './apart.ts';
import { applies, approves, purges } from './deletions.ts';
import * as guarding from './guarding.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;

const dated: DatedDeed[] = [
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
	planDated(world, day, dated);
	planOn(world, day, { at: arrival(world), deed: guarding.secondHeadComes });
	for (const { before, deed } of late)
		planOn(world, day, { at: new Date(world.now.getTime() - before * MINUTE), deed });
}
