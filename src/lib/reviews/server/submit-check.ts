import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { endEntrustment } from '#lib/recordings/server/entrustments.ts';
import { monthOfDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { reportOfCheck } from '../call-report.ts';
import { keptAnswers } from '../check-items.ts';
import { checkFaults, findingOf, type CheckContent } from '../check.ts';
import { insertReport } from './call-reports.ts';
import { checkSubject, type CheckSubjectRefusal } from './check-subject.ts';
import { listConcealment } from './concealing.ts';
import { listenedBy } from './listened.ts';
import { checkAnswers } from './report-schema.ts';
import { selfChecks } from './schema.ts';
import type { TaskRequest } from './task.ts';

interface SubmitCheck extends TaskRequest {
	content: CheckContent;
}

/**
 * Submits a self-check or a peer check: locked from then on, with what was heard of the call and
 * the time spent as the play log bears them out, and the answers to the items that were asked. What
 * it found is a report to the leads too. `incomplete` tells how many things are missing;
 * `checkFaults` names them. A colleague's call is no longer heard afterwards.
 */
export function submitCheck(
	context: Context,
	{ content, ...request }: SubmitCheck
): Promise<Decision<{ checkId: string; heardMs: number }, CheckSubjectRefusal | 'incomplete'>> {
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const subject = await checkSubject(tx, context, request);
		if (!subject.ok) return subject;
		const { recording, agentId, own, task, items, rubricVersionId } = subject.value;
		const faults = checkFaults(content, recording.durationMs, items);
		if (faults.length > 0) return refuse('incomplete', { missing: faults.length });

		const finding = findingOf(content);
		const { heardMs, spentMs, coveredPermille } = await listenedBy(tx, {
			...content,
			userId: actor.id,
			recording,
			now
		});
		const listened = { heardMs, spentMs, coveredPermille };
		const checkId = newId(now);
		const assignmentId = task?.id ?? null;
		await tx.insert(selfChecks).values({
			id: checkId,
			recordingId: recording.id,
			agentId,
			checkerId: actor.id,
			assignmentId,
			...finding,
			businessMonth: monthOfDay(recording.businessDay),
			callStartedAt: recording.startedAt,
			at: now,
			rubricVersionId,
			...listened
		});
		const clean = finding.result === 'clean';
		const answers = Object.entries(keptAnswers(items, content.answers ?? {}, { clean }));
		await tx.insertMany(
			checkAnswers,
			answers.map(([itemKey, answer]) => ({ selfCheckId: checkId, itemKey, answer }))
		);
		if (!own) await endEntrustment(tx, { recordingId: recording.id, userId: actor.id, now });
		const { result, problem } = finding;
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'self-check.submitted',
				subject: `recording:${recording.id}`,
				facts: { selfCheck: checkId, agentId, assignmentId, result, problem, ...listened }
			}
		);
		const found = reportOfCheck(finding, content.shared ?? false);
		if (found) await insertReport({ tx, actor, now }, { recording, agentId, content: found });
		if (own) await listConcealment(context, tx, recording.id);
		return accept({ checkId, heardMs });
	});
}
