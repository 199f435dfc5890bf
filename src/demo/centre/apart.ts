/** What is done beside the rest of the story, with ids of its own: the rest has the ids that it has without. */
import { takeIdBytesFrom } from '#lib/platform/server/ids.ts';
import { addDays, atTime, businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import type { World } from './world.ts';

export type Deed = (world: World, at: Date) => Promise<void>;

/** By days before the last one; the time of day is the centre's. */
export interface DatedDeed {
	back: number;
	hour: number;
	minute: number;
	deed: Deed;
}

/** Plans those of the deeds that fall on `day`. */
export function planDated(world: World, day: BusinessDay, deeds: readonly DatedDeed[]) {
	const { today, zone } = world;
	for (const { back, hour, minute, deed } of deeds)
		planOn(world, day, { at: atTime(addDays(today, -back), hour, minute, zone), deed });
}

/** Plans the deed when its time falls on `day`. */
export function planOn(world: World, day: BusinessDay, { at, deed }: { at: Date; deed: Deed }) {
	if (businessDay(at, world.zone) === day) later(world, at, deed);
}

/** Plans what follows a deed, unless the story ends before. */
export function later(world: World, at: Date, deed: Deed) {
	if (at < world.now) world.timeline.add(at, () => apart(world, () => deed(world, at)));
}

async function apart({ idsApart }: World, deed: () => Promise<void>) {
	const back = takeIdBytesFrom(idsApart);
	try {
		await deed();
	} finally {
		back();
	}
}
