/** Leads and the head sit down to what was drawn for them, unless they are away. */
import { isWorkingDay } from '#lib/calendar/working-calendar.ts';
import { replaceAssignment } from '#lib/duty/server/replace.ts';
import { atTime, businessDay, weekday, type BusinessDay } from '#lib/shared/calendar.ts';
import { openTasks, type OpenTask } from './open-tasks.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import { review } from './reviewing.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
/** What part of the audits that wait is heard, by day of the week. */
const auditShare: Record<number, number> = { 2: 0.5, 3: 0.5, 4: 1, 5: 1 };

/** The sessions of `day`: every lead in the morning, the head in the afternoon of a working day. */
export function planSessions(world: World, day: BusinessDay) {
	const { centre, zone, random, workingDays } = world;
	for (const lead of centre.leads.values())
		session(world, lead, inTime(world, atTime(day, 9, 5 + random.below(40), zone)));
	if (isWorkingDay(workingDays, day))
		session(world, centre.head, atTime(day, 14, 10 + random.below(30), zone));
	for (const { person, until, returns } of world.absences)
		if (returns && businessDay(until, zone) === day)
			session(world, person, new Date(until.getTime() + 70 * MINUTE));
}

/** Three quarters of an hour before the story ends at the latest, so that its last morning is under way. */
function inTime({ now, zone, newestDrawDay }: World, at: Date): Date {
	if (businessDay(at, zone) !== newestDrawDay) return at;
	const latest = Math.max(now.getTime() - 45 * MINUTE, atTime(newestDrawDay, 6, 5, zone).getTime());
	return new Date(Math.min(at.getTime(), latest));
}

function session(world: World, person: Person, at: Date) {
	world.timeline.add(at, async () => {
		const away = world.absences.find(
			({ person: { id }, from, until }) => id === person.id && from <= at && at < until
		);
		if (!away) await sitDown(world, person, at);
	});
}

async function sitDown(world: World, person: Person, at: Date) {
	const { zone, random } = world;
	const day = businessDay(at, zone);
	const tasks = await openTasks(world.tx, person.id, {
		kinds: ['spot-check', 'weekly-audit'],
		since: new Date(0)
	});
	const audits = tasks.filter(({ kind }) => kind === 'weekly-audit');
	const heard = [
		...tasks.filter(({ kind }) => kind === 'spot-check'),
		...audits.slice(0, Math.ceil(audits.length * (auditShare[weekday(day)] ?? 0)))
	];
	const calledAway = world.absences.find(
		({ person: { id }, from }) => id === person.id && businessDay(from, zone) === day
	);
	let start = at.getTime();
	for (const task of calledAway ? heard.slice(0, Math.ceil(heard.length / 2)) : heard) {
		if (staysOpen(world, person, task)) continue;
		const imported = world.imported.get(task.recordingId)!;
		if (imported.call.file === 'truncated') {
			await putAside(world, person, task, new Date(start));
			continue;
		}
		const spent = review(
			world,
			{ reviewer: person, imported, assignmentId: task.id },
			new Date(start)
		);
		start += spent + (1 + random.below(4)) * MINUTE;
	}
}

async function putAside(world: World, person: Person, { id }: OpenTask, at: Date) {
	const wish = { reason: 'not-playable' as const, words: '录音中途断掉，听不到结尾。' };
	done(await replaceAssignment(world.as(person.actor, at), { assignmentId: id, ...wish }));
}

/** What is still open when the story ends is left from when it is first met. */
function staysOpen(world: World, person: Person, task: OpenTask): boolean {
	const known = world.left.get(task.id);
	if (known !== undefined) return known;
	const stays = isLeft(world, person, task);
	world.left.set(task.id, stays);
	return stays;
}

function isLeft(world: World, person: Person, { kind, createdAt, dueAt, drawId }: OpenTask) {
	const { random, now, zone, centre } = world;
	const drawnOn = businessDay(createdAt, zone);
	if (kind === 'weekly-audit') {
		if (drawnOn < world.newestMonday) return false;
		return dueAt > now ? random.chance(0.4) : first(world, `${drawId} late`);
	}
	if (dueAt > now) return random.chance(drawnOn >= world.newestDrawDay ? 0.7 : 0.2);
	// One task of the newest draw that is due by now is late, of the lead who signs in first.
	const [firstLead] = centre.leads.values();
	return drawnOn === world.overdueDrawDay && person === firstLead && first(world, drawId);
}

function first({ met }: World, what: string): boolean {
	if (met.has(what)) return false;
	met.add(what);
	return true;
}
