/** What the pages of a calibration show. What others made of the calls is read only for who may know it. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { namesOf } from '#lib/people/server/names.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { answerFromText } from '#lib/rubric/answer.ts';
import { itemsOf, type Form } from '#lib/rubric/form.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { gridOf, sessionAgreement, type CalibrationScore } from '../calibration-grid.ts';
import { answersOf } from '../draft.ts';
import { mayClose } from './calibration-closing.ts';
import { remarksFor } from './calibration-remarks.ts';
import { calibrationDrafts, calibrationOutcomes, calibrationScores } from './calibration-schema.ts';
import {
	calibrationFor,
	type CalibrationSession,
	type CalibrationSight
} from './calibration-session.ts';

/** Everything of a session's page; undefined when it is unknown or hidden. */
export async function calibrationPage(context: Context, id: string) {
	const { db, actor } = context;
	const read = db.read;
	const sight = await calibrationFor(read, context, id);
	if (!sight) return undefined;
	const { session, phase, blind, participates } = sight;
	const rubric = (await rubricVersion(read, session.rubricVersionId))!;
	const names = await namesOf(read, [...session.participantIds, session.createdBy]);
	const people = expertFirst(session, names);
	return {
		...{ id, phase, blind, participates, title: session.title, expertId: session.expertId },
		...{ deadline: session.deadline, createdAt: session.createdAt, closedAt: session.closedAt },
		openedBy: names[session.createdBy] ?? '',
		mayClose: phase !== 'closed' && mayClose(context, session),
		maySpeak: phase !== 'closed' && !blind && (participates || sight.opened),
		rubric: { id: rubric.rubricId, version: rubric.version, title: rubric.form.title },
		people: people.map((person) => ({
			...person,
			done: session.submitted.filter(({ userId }) => userId === person.id).length
		})),
		calls: await callsOf(read, session, actor.id),
		results: blind ? undefined : await resultsOf(read, sight, { form: rubric.form, people }),
		remarks: await remarksFor(read, sight),
		outcome: phase === 'closed' ? await outcomeOf(read, session) : undefined
	};
}

/** Columns of the grid: the expert, then by name. */
function expertFirst(
	{ participantIds, expertId }: CalibrationSession,
	names: Record<string, string>
) {
	const people = participantIds.map((id) => ({ id, name: names[id] ?? '' }));
	const rank = ({ id }: { id: string }) => (id === expertId ? 0 : 1);
	return people.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** Number of each call's agent within the session, in the order of the calls; the same agent has the same one. */
export function agentNumbersOf({ calls }: Pick<CalibrationSession, 'calls'>): number[] {
	const agents = [...new Set(calls.map(({ agentId }) => agentId))];
	return calls.map(({ agentId }) => agents.indexOf(agentId) + 1);
}

/** What the reader did with a call so far. */
type CallState = 'open' | 'draft' | 'submitted';

async function callsOf(read: Reader, session: CalibrationSession, userId: string) {
	const ids = session.calls.map(({ recordingId }) => recordingId);
	const facts = await read
		.select({
			id: recordings.id,
			startedAt: recordings.startedAt,
			durationMs: recordings.durationMs
		})
		.from(recordings)
		.where(inArray(recordings.id, ids));
	const drafts = await read
		.select({ recordingId: calibrationDrafts.recordingId })
		.from(calibrationDrafts)
		.where(
			and(eq(calibrationDrafts.calibrationId, session.id), eq(calibrationDrafts.userId, userId))
		);
	const numbers = agentNumbersOf(session);
	return ids.map((recordingId, index) => {
		const { startedAt, durationMs } = facts.find(({ id }) => id === recordingId)!;
		const done = session.submitted.filter((row) => row.recordingId === recordingId);
		const begun = drafts.some((draft) => draft.recordingId === recordingId);
		const mine: CallState = done.some((row) => row.userId === userId)
			? 'submitted'
			: begun
				? 'draft'
				: 'open';
		return {
			...{ recordingId, startedAt, durationMs, agentNumber: numbers[index]! },
			mine,
			submitted: done.length
		};
	});
}

/** Never called for a blind reader. */
async function resultsOf(
	read: Reader,
	{ session }: CalibrationSight,
	{ form, people }: { form: Form; people: { id: string }[] }
) {
	const rows = await read
		.select()
		.from(calibrationScores)
		.where(eq(calibrationScores.calibrationId, session.id))
		.orderBy(asc(calibrationScores.submittedAt), asc(calibrationScores.id));
	const scores = rows.map(({ userId, recordingId, content }): CalibrationScore => {
		return { userId, recordingId, answers: answersOf(content) };
	});
	const participants = people.map(({ id }) => id);
	return {
		agreement: sessionAgreement(form, scores),
		calls: session.calls.map(({ recordingId }) => ({
			recordingId,
			totals: rows
				.filter((row) => row.recordingId === recordingId)
				.map(({ userId, rawTenths, outcome }) => ({ userId, rawTenths, outcome })),
			comments: rows.flatMap((row) => commentsOf(row, recordingId)),
			rows: gridOf(form, {
				participants,
				expertId: session.expertId,
				scores: scores.filter((score) => score.recordingId === recordingId)
			})
		}))
	};
}

type ScoreRow = typeof calibrationScores.$inferSelect;

/** What participants wrote with an answer; `itemKey` null for their words on the whole call. */
function commentsOf({ userId, content, ...row }: ScoreRow, recordingId: string) {
	if (row.recordingId !== recordingId) return [];
	const given = Object.entries(content.answers).map(([itemKey, { comment }]) => ({
		...{ userId, itemKey: itemKey, words: comment.trim() }
	}));
	return [...given, { userId, itemKey: null, words: content.comment.trim() }].filter(
		({ words }) => words !== ''
	);
}

async function outcomeOf(read: Reader, { id }: CalibrationSession) {
	const [row] = await read
		.select()
		.from(calibrationOutcomes)
		.where(eq(calibrationOutcomes.calibrationId, id));
	const { consensus, words, proposedDraftId, closedBy } = row!;
	const names = await namesOf(read, [closedBy]);
	return { consensus, words, proposedDraftId, closedBy: names[closedBy] ?? '' };
}

/** Reads posted answers of a session's rubric; nothing can be read of a session that is hidden. */
export async function consensusReader(
	context: Context,
	id: string
): Promise<(itemKey: string, text: string) => unknown> {
	const sight = await calibrationFor(context.db.read, context, id);
	const rubric = sight && (await rubricVersion(context.db.read, sight.session.rubricVersionId));
	const items = new Map(rubric ? itemsOf(rubric.form).map((item) => [item.key, item]) : []);
	return (itemKey, text) => {
		const item = items.get(itemKey);
		return item && answerFromText(item, text);
	};
}
