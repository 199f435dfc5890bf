/** Who may do what to a recording in custody, and who stands in for whom. */
import type { PlacedAction } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Context } from '#lib/people/server/context.ts';
import { accountsOf } from '#lib/people/server/persons.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { standingBetween, standInsOn } from '#lib/duty/server/hand-overs.ts';
import { existsFor } from '#lib/recordings/server/kept.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { recordingSubject, whoMay, type RecordingSubject } from './subject.ts';

/** The recording and the actor with the grants of now, if they may; a restricted one is there for the privacy duty alone. */
export async function reachOf(
	read: Reader,
	context: Pick<Context, 'actor' | 'now'>,
	{ recordingId, action }: { recordingId: string; action: PlacedAction }
): Promise<Decision<{ recording: RecordingSubject; actor: Actor }, 'not-found' | 'not-allowed'>> {
	const recording = await recordingSubject(read, recordingId);
	if (!recording) return refuse('not-found');
	const who = await whoMay(read, context, action, recording);
	const acting = who.ok ? who.value : context.actor;
	if (!(await existsFor(read, { actor: acting, now: context.now }, recording.custody)))
		return refuse('not-found');
	return who.ok ? accept({ recording, actor: who.value }) : who;
}

/** Whether one of the two persons, by any account, stands in for the other today: a stand-in is no second person. */
export async function standInForEachOther(
	read: Reader,
	{ now, zone }: Pick<Context, 'now' | 'zone'>,
	a: string,
	b: string
): Promise<boolean> {
	const today = businessDay(now, zone);
	return (
		(await standsInFor(read, today, { of: a, by: b })) ||
		(await standsInFor(read, today, { of: b, by: a }))
	);
}

/** Whether the person of `by`, by any account, is named for the person of `of` on the day, or takes over because the named one is away. */
export async function standsInFor(
	read: Reader,
	day: BusinessDay,
	{ of, by }: { of: string; by: string }
): Promise<boolean> {
	const standing = await standingBetween(read, day, day);
	if (standing.length === 0) return false;
	const takers = await standInsOn(read, standing, day);
	const [ofs, bys] = [await accountsOf(read, of), await accountsOf(read, by)];
	return standing.some(
		({ userId, deputyId }) =>
			ofs.includes(userId) && (bys.includes(deputyId) || bys.includes(takers.get(userId) ?? ''))
	);
}
