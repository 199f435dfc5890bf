/** Drawn tasks with how they stand, as lists show them. */
import { and, eq } from 'drizzle-orm';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { agentNumbers } from '#lib/reviews/server/blind.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, draws, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import { taskState, type TaskState } from '../task.ts';
import type { PlanFacts } from './plan-facts.ts';

const agents = alias(users, 'agents');
const reviewers = alias(users, 'reviewers');
/** The replacement that brought a task in. */
const origins = alias(replacements, 'origins');

const columns = {
	id: assignments.id,
	drawId: assignments.drawId,
	planVersionId: draws.planVersionId,
	period: draws.period,
	lastDay: draws.lastDay,
	recordingId: assignments.recordingId,
	kind: assignments.kind,
	stratum: assignments.stratum,
	round: assignments.round,
	rank: assignments.rank,
	startedAt: recordings.startedAt,
	direction: recordings.direction,
	durationMs: recordings.durationMs,
	unitId: assignments.unitId,
	agentId: assignments.agentId,
	agent: agents.name,
	staffNo: agents.staffNo,
	teamId: recordings.teamId,
	team: teams.name,
	reviewerId: assignments.reviewerId,
	reviewer: reviewers.name,
	dueAt: assignments.dueAt,
	reviewId: reviews.id,
	reviewedAt: reviews.submittedAt,
	checkId: selfChecks.id,
	checkedAt: selfChecks.at,
	draftId: reviewDrafts.id,
	replacedAt: replacements.at,
	reason: replacements.reason,
	words: replacements.words,
	substituteId: replacements.substituteId,
	substituteFor: origins.assignmentId,
	substituteReason: origins.reason,
	overdueAt: overdueTasks.at
};

/** Every task with its facts: narrow it by an index of `assignments` or of `replacements`. */
export const taskRows = (db: Reader) =>
	db
		.select(columns)
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.innerJoin(agents, eq(agents.id, assignments.agentId))
		.innerJoin(reviewers, eq(reviewers.id, assignments.reviewerId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(
			reviewDrafts,
			and(
				eq(reviewDrafts.recordingId, assignments.recordingId),
				eq(reviewDrafts.reviewerId, assignments.reviewerId)
			)
		)
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.leftJoin(origins, eq(origins.substituteId, assignments.id))
		.leftJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id));

type TaskRow = Awaited<ReturnType<typeof taskRows>>[number];

type Told = Omit<
	TaskRow,
	| 'planVersionId'
	| 'unitId'
	| 'agentId'
	| 'agent'
	| 'staffNo'
	| 'overdueAt'
	| 'reviewedAt'
	| 'checkedAt'
>;

export interface Task extends Told {
	plan: Pick<PlanFacts, 'key'> & { rule: Pick<PlanFacts['rule'], 'name'> };
	/** Null of a blind task as long as its reviewer has not done it and is the one who looks. */
	unitId: string | null;
	agentId: string | null;
	agent: string | null;
	staffNo: string | null;
	/** Stands for a name that is not told; else null. */
	agentNumber: number | null;
	doneAt: Date | null;
	state: TaskState;
}

interface Seen {
	viewerId: string;
	plans: ReadonlyMap<string, PlanFacts>;
	now: Date;
}

/** A row as `viewerId` may see it: whose call a blind task is, its reviewer learns by doing it. */
export function toldTask(row: TaskRow, { viewerId, plans, now }: Seen): Task {
	const { planVersionId, agentId, agent, staffNo, ...known } = row;
	const { unitId, overdueAt, reviewedAt, checkedAt, ...told } = known;
	const { key, rule } = plans.get(planVersionId)!;
	const doneAt = reviewedAt ?? checkedAt;
	const hidden = rule.blind && row.reviewerId === viewerId && !doneAt;
	return {
		...told,
		plan: { key, rule: { name: rule.name } },
		...(hidden
			? { unitId: null, agentId: null, agent: null, staffNo: null }
			: { unitId: unitId ?? agentId, agentId, agent, staffNo }),
		agentNumber: null,
		doneAt,
		state: taskState(
			{
				dueAt: row.dueAt,
				doneAt,
				overdueAt,
				drafted: row.draftId !== null,
				replaced: row.replacedAt !== null
			},
			now
		)
	};
}

/** Tasks with the numbers that stand for names that are not told. */
export async function numbered(db: Reader, tasks: readonly Task[]): Promise<Task[]> {
	const hidden = tasks.filter(({ agentId }) => agentId === null);
	const numbers = await agentNumbers(
		db,
		hidden.map(({ drawId }) => drawId)
	);
	return tasks.map((task) =>
		task.agentId === null ? { ...task, agentNumber: numbers.get(task.id) ?? null } : task
	);
}
