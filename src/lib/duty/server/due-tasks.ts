/** Tasks that fell due, in the database's words. They stand beside their overdue mark, replacement, review and self-check. */
import { and, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';

/** Who had the task when it fell due. */
export const holder = sql<string>`coalesce(${overdueTasks.reviewerId}, ${assignments.reviewerId})`;

/** Who did it. */
export const doer = sql<
	string | null
>`coalesce(${reviews.reviewerId}, ${selfChecks.checkerId}, ${selfChecks.agentId})`;

export const isOverdue = isNotNull(overdueTasks.assignmentId);

/** Due in `[from, to)`; replaced ones are left out unless overdue. */
export const fellDue = (from: Date, to: Date) =>
	and(
		gte(assignments.dueAt, from),
		lt(assignments.dueAt, to),
		lt(assignments.createdAt, assignments.dueAt),
		or(isNull(replacements.assignmentId), isOverdue)
	);
