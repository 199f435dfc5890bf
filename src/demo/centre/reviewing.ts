/** One hearing and scoring of a call, the agent's answer to it, and the head's own hearing. */
import { openPlay, reportPlay } from '#lib/recordings/server/plays.ts';
import { acknowledge } from '#lib/reviews/server/acknowledge.ts';
import { revisionAfter } from '#lib/reviews/server/revisions.ts';
import { startDraft } from '#lib/reviews/server/drafts.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { atTime, businessDay, monthOfDay, type BusinessDay } from '#lib/shared/calendar.ts';
import type { Fault } from '../dialogues/script.ts';
import type { Imported } from './imports.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import { scoredContent } from './scored.ts';
import { lookAgain } from './second-looks.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const acknowledgements = [
	'',
	'',
	'',
	'',
	'收到，以后注意。',
	'已听录音，谢谢指正。',
	'明白，会改进。'
];

interface Task {
	reviewer: Person;
	imported: Imported;
	assignmentId?: string;
}

/** Plans one review from `start` on, unless the story ends before; returns how long it takes, ms. */
export function review(world: World, task: Task, start: Date): number {
	const { reviewer, imported, assignmentId } = task;
	const { recordingId, call, file } = imported;
	const answers = world.scripts.get(call.file)?.answers;
	const rubric = world.rubricOf(call.kind);
	const content = scoredContent(rubric.form, { call, file, answers }, world.random);
	const end = new Date(start.getTime() + content.spentMs);
	if (end > world.now) return content.spentMs;
	const request = { recordingId, assignmentId };
	let playId = '';
	world.timeline.add(start, async () => {
		done(await startDraft(world.as(reviewer.actor, start), request));
		playId = done(await openPlay(world.as(reviewer.actor, start), recordingId)).playId;
	});
	world.timeline.add(end, async () => {
		const as = world.as(reviewer.actor, end);
		const report = { ranges: content.heard, closing: true };
		done(await reportPlay(as, { playId, recordingId, report }));
		const { reviewId, score } = done(await submitReview(as, { ...request, content }));
		count(world, imported, score.severe.length);
		lookAgain(world, { reviewer, reviewId, form: rubric.form, content, end });
		answer(world, imported, { reviewId, end });
	});
	return content.spentMs;
}

function answer(
	world: World,
	{ call }: Imported,
	{ reviewId, end }: { reviewId: string; end: Date }
) {
	const { random } = world;
	if (!random.chance(0.86)) return;
	const agent = world.centre.agents[call.agent!]!;
	const at = new Date(end.getTime() + (20 + random.below(26 * 60)) * MINUTE);
	const words = random.pick(acknowledgements);
	world.timeline.add(at, async () => {
		const standing = (await revisionAfter(world.tx, reviewId))?.id ?? reviewId;
		done(await acknowledge(world.as(agent.actor, at), standing, words));
	});
}

const monthKey = ({ zone }: World, { call }: Imported) =>
	`${monthOfDay(businessDay(call.at, zone))} ${call.agent}`;

function count(world: World, imported: Imported, severe: number) {
	const key = monthKey(world, imported);
	world.severe.set(key, (world.severe.get(key) ?? 0) + severe);
}

/** An agent's fourth severe item of a month is looked for first: it is the one that costs more. */
const LOOKED_INTO = 3;

/** The head hears one call a week that was never drawn, rather of somebody who had severe items. */
export function headHears(world: World, day: BusinessDay) {
	const { head } = world.centre;
	const at = atTime(day, 16, 10 + world.random.below(40), world.zone);
	world.timeline.add(at, async () => {
		const rows = await world.tx.select({ id: assignments.recordingId }).from(assignments);
		const drawn = new Set(rows.map(({ id }) => id));
		const recent = [...world.imported.values()]
			.slice(-RECENT_CALLS)
			.filter((one) => isHeadsMatter(one) && !drawn.has(one.recordingId));
		const heard = recent.sort((a, b) => urgency(world, b) - urgency(world, a) || byTime(a, b))[0];
		if (heard) review(world, { reviewer: head, imported: heard }, new Date(at.getTime() + 1));
	});
}

const RECENT_CALLS = 1200;

const isHeadsMatter = ({ call, file }: Imported): boolean =>
	call.agent !== undefined &&
	call.kind === 'report' &&
	file.passages.some(({ fault }) => fault && severeFaults.has(fault));

const severeFaults = new Set<Fault>(['address-wrong', 'station-wrong', 'invalid-promise']);

/** Those with three severe items this month come first, then two, one, none. */
function urgency(world: World, imported: Imported): number {
	const had = world.severe.get(monthKey(world, imported)) ?? 0;
	return had > LOOKED_INTO ? -1 : had;
}

const byTime = (a: Imported, b: Imported) => a.call.at.getTime() - b.call.at.getTime();
