/** Agents hear what was drawn of their own calls of the day before, and of colleagues'. */
import { openPlay, reportPlay } from '#lib/recordings/server/plays.ts';
import type { CheckContent, ProblemKind } from '#lib/reviews/check.ts';
import { submitCheck } from '#lib/reviews/server/submit-check.ts';
import { addDays, atTime, dayStart, type BusinessDay } from '#lib/shared/calendar.ts';
import type { Fault } from '../dialogues/script.ts';
import { findingOf, meritWords } from './findings.ts';
import type { Imported } from './imports.ts';
import { SIGNS_IN } from './names.ts';
import { openTasks, type OpenTask } from './open-tasks.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
/** Whoever left it for so many days does not come back to it. */
const LET_GO_DAYS = 3;
/** Agents (by place) who now and then only click through. */
const hasty = new Map([
	[6, 0.3],
	[13, 0.15]
]);

/** Plans the agents' sessions of `day`. */
export function planSelfChecks(world: World, day: BusinessDay) {
	for (const agent of world.centre.agents) {
		const at = timeOfListening(world, day);
		world.timeline.add(at, () => listen(world, agent, { day, at }));
	}
}

/** During the day after late deliveries; of the newest between its draw and the story's end. */
function timeOfListening({ random, zone, now, newestDrawDay }: World, day: BusinessDay): Date {
	if (day !== newestDrawDay) return atTime(day, 10 + random.below(7), 10 + random.below(50), zone);
	const from = atTime(day, 6, 20, zone).getTime();
	const to = Math.min(now.getTime() - 8 * MINUTE, atTime(day, 17, 0, zone).getTime());
	return new Date(from + Math.floor(random.next() * Math.max(MINUTE, to - from)));
}

async function listen(
	world: World,
	agent: Person,
	{ day, at }: { day: BusinessDay; at: Date }
): Promise<void> {
	const since = dayStart(addDays(day, -LET_GO_DAYS), world.zone);
	const tasks = await openTasks(world.tx, agent.id, { kinds: ['self-check', 'peer-check'], since });
	const { random } = world;
	let start = at;
	for (const task of tasks.slice(0, howMany(world, agent, { day, n: tasks.length }))) {
		const imported = world.imported.get(task.recordingId)!;
		const spentMs = check(world, { agent, task, imported }, start);
		start = new Date(start.getTime() + spentMs + (1 + random.below(3)) * MINUTE);
	}
}

/** Most do all, some half, a few nothing; of the newest more is left. */
function howMany(
	{ random, newestDrawDay }: World,
	agent: Person,
	{ day, n }: { day: BusinessDay; n: number }
): number {
	if (n === 0) return 0;
	const share = random.next();
	const newest = day === newestDrawDay;
	if (newest && agent.index === SIGNS_IN) return Math.min(1, n - 1);
	if (share < (newest ? 0.55 : 0.93)) return n;
	return share < (newest ? 0.8 : 0.97) ? Math.floor(n / 2) : 0;
}

interface Listening {
	agent: Person;
	task: OpenTask;
	imported: Imported;
}

/** Plans one check from `start` on, unless the story ends before; returns how long it takes, ms. */
function check(world: World, { agent, task, imported }: Listening, start: Date): number {
	const { recordingId, file } = imported;
	const { durationMs } = file.facts;
	const rushed = world.random.chance(hasty.get(agent.index) ?? 0.01);
	const heardMs = rushed ? Math.round(durationMs * 0.2) : durationMs;
	const spentMs = heardMs + (rushed ? 4000 : 15_000 + world.random.below(30_000));
	const end = new Date(start.getTime() + spentMs);
	const heard: [number, number][] = [[0, heardMs]];
	if (end > world.now) return spentMs;
	const said = rushed ? nothing : whatWasHeard(world, imported);
	world.timeline.add(start, async () => {
		const { playId } = done(await openPlay(world.as(agent.actor, start), recordingId));
		world.timeline.add(end, async () => {
			const as = world.as(agent.actor, end);
			const report = { ranges: heard, closing: true };
			done(await reportPlay(as, { playId, recordingId, report }));
			const content = { ...said, heard, spentMs };
			done(await submitCheck(as, { recordingId, assignmentId: task.id, content }));
		});
	});
	return spentMs;
}

type Said = Omit<CheckContent, 'heard' | 'spentMs'>;
const nothing: Said = { result: 'clean', problem: null, atMs: null, note: '' };

/** Most who went wrong say so; some pass it as clean. */
function whatWasHeard({ random }: World, { call, file }: Imported): Said {
	const wrong = file.passages.find((passage) => passage.fault);
	if (wrong?.fault && random.chance(0.75))
		return {
			result: 'problem',
			problem: problems[wrong.fault] ?? 'other',
			atMs: Math.min(wrong.fromMs, file.facts.durationMs),
			note: findingOf(call.kind, wrong.fault).words
		};
	const praise = file.passages.find(({ merit }) => merit === 'praised');
	if (!praise) return nothing;
	return { result: 'highlight', problem: null, atMs: praise.fromMs, note: meritWords.praised };
}

export const problems: Partial<Record<Fault, ProblemKind>> = {
	'no-greeting': 'greeting',
	'no-staff-number': 'greeting',
	'no-closing': 'greeting',
	'address-wrong': 'address-wrong',
	'station-wrong': 'station-wrong',
	'invalid-promise': 'invalid-promise',
	misled: 'misled'
};
