/** Two calibrations: one talked about and closed, one that still waits for answers. */
import type { DraftContent } from '#lib/reviews/draft.ts';
import { closeCalibration } from '#lib/reviews/server/calibration-closing.ts';
import { addRemark } from '#lib/reviews/server/calibration-remarks.ts';
import { submitCalibration } from '#lib/reviews/server/calibration-scores.ts';
import { openCalibration } from '#lib/reviews/server/calibrations.ts';
import { flawlessAnswer, isFailed } from '#lib/rubric/answer.ts';
import { itemsOf, type Item } from '#lib/rubric/form.ts';
import { addDays, atTime, type BusinessDay } from '#lib/shared/calendar.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import type { Imported } from './imports.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import { scoredContent } from './scored.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
const OPENED_DAYS_AGO = { closed: 6, open: 1 };

export function planCalibrations(world: World, day: BusinessDay) {
	const { today, zone } = world;
	if (day === addDays(today, -OPENED_DAYS_AGO.closed))
		soon(world, atTime(day, 9, 40, zone), (at) => holdSession(world, at));
	if (day === addDays(today, -OPENED_DAYS_AGO.open))
		soon(world, atTime(day, 15, 20, zone), (at) => leaveOpen(world, at));
}

function soon(world: World, at: Date, act: (at: Date) => Promise<void>) {
	if (at < world.now) world.timeline.add(at, () => act(at));
}

interface Session {
	id: string;
	calls: Imported[];
	people: Person[];
}

/** All score it the same day, talk the next morning, and agree. */
async function holdSession(world: World, at: Date) {
	const deadline = new Date(at.getTime() + 8 * HOUR);
	const session = await open(world, { title: '怎样才算做到：应答与复述', count: 2, deadline, at });
	if (!session) return;
	const { head } = world.centre;
	for (const [turn, person] of session.people.entries())
		soon(world, new Date(at.getTime() + (turn + 1) * HOUR), (when) =>
			scoreAll(world, session, { person, turn, when })
		);
	const { recordingId, call, file } = session.calls[0]!;
	const { form } = world.rubricOf('report');
	const { answers } = scoredContent(form, { call, file, answers: undefined }, seededRandom(0));
	const disputed = firstFailed(itemsOf(form), answers);
	if (!disputed) return;
	const itemKey = disputed.key;
	soon(world, new Date(deadline.getTime() + 16 * HOUR), async (when) => {
		const words = '话务员只应了一声“好的”，自己没有说出来，我认为不算做到。';
		const remark = { calibrationId: session.id, recordingId, itemKey, words };
		done(await addRemark(world.as(session.people[0]!.actor, when), remark));
	});
	soon(world, new Date(deadline.getTime() + 17 * HOUR), async (when) => {
		const consensus = { [recordingId]: { [itemKey]: answers[itemKey]!.answer } };
		const words = '话务员本人说出来才算做到；只应答“好的”不算。';
		const asked = { calibrationId: session.id, consensus, words, propose: false };
		done(await closeCalibration(world.as(head.actor, when), asked));
	});
}

/** One has scored it; the others have three days. */
async function leaveOpen(world: World, at: Date) {
	const deadline = atTime(addDays(world.today, 3), 18, 0, world.zone);
	const session = await open(world, { title: '致谢与道别怎样才算规范', count: 1, deadline, at });
	if (!session) return;
	soon(world, new Date(at.getTime() + HOUR), (when) =>
		scoreAll(world, session, { person: session.people.at(-1)!, turn: 1, when })
	);
}

async function open(
	world: World,
	{ title, count, deadline, at }: { title: string; count: number; deadline: Date; at: Date }
): Promise<Session | undefined> {
	const { head, leads } = world.centre;
	const people = [...leads.values()];
	const calls = [...world.imported.values()].filter(isWorthTalking).slice(-count);
	if (calls.length < count) return undefined;
	const { calibrationId } = done(
		await openCalibration(world.as(head.actor, at), {
			title,
			recordingIds: calls.map(({ recordingId }) => recordingId),
			participantIds: people.map(({ id }) => id),
			expertId: head.id,
			deadline,
			rubricVersionId: world.rubricOf('report').versionId
		})
	);
	return { id: calibrationId, calls, people: [...people, head] };
}

const isWorthTalking = ({ call, file }: Imported): boolean =>
	call.agent !== undefined &&
	call.kind === 'report' &&
	file.facts.verdict === 'ok' &&
	file.passages.some(({ fault }) => fault);

async function scoreAll(
	world: World,
	{ id, calls }: Session,
	{ person, turn, when }: { person: Person; turn: number; when: Date }
) {
	const { form } = world.rubricOf('report');
	for (const [index, { recordingId, call, file }] of calls.entries()) {
		// No luck is taken from the rest of the story.
		const random = seededRandom(turn * 10 + index);
		const heard = scoredContent(form, { call, file, answers: undefined }, random);
		const content = turn === 1 ? milder(itemsOf(form), heard) : heard;
		const context = world.as(person.actor, new Date(when.getTime() + index));
		done(await submitCalibration(context, { calibrationId: id, recordingId, version: 0, content }));
	}
}

/** As somebody scores who lets the first finding pass. */
function milder(items: Item[], content: DraftContent): DraftContent {
	const found = firstFailed(items, content.answers);
	if (!found) return content;
	const answer = flawlessAnswer(found) as string;
	return {
		...content,
		answers: { ...content.answers, [found.key]: { answer, comment: '' } },
		evidence: content.evidence.filter(({ itemKey }) => itemKey !== found.key)
	};
}

const firstFailed = (items: Item[], answers: DraftContent['answers']): Item | undefined =>
	items.find((item) => isFailed(item, answers[item.key]?.answer));
