/** What somebody reports of a call by themselves: the command, and the row that a check leaves too. */
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Scribe } from '#lib/people/server/records.ts';
import { headsOf, holdersOf } from '#lib/people/server/role-holders.ts';
import { roleGrants } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { monthOfDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { reportFaults, type ReportContent } from '../call-report.ts';
import { callReports } from './report-schema.ts';
import { placedRecording, type PlacedRecording } from './subject.ts';
import { openTask } from './task.ts';

/** `not-found` is shown as 404, `not-allowed` as 403, `incomplete` as 422, the others as 409. */
type ReportRefusal = 'not-found' | 'not-allowed' | 'not-kept' | 'incomplete';

interface ReportCall {
	recordingId: string;
	content: ReportContent;
}

/**
 * Reports a problem or a highlight in an own call, or in a colleague's while a peer check of it is
 * open. The leads are told at once. The same sent again is the same report; `reportFaults` names
 * what is missing.
 */
export function reportCall(
	context: Context,
	{ recordingId, content }: ReportCall
): Promise<Decision<{ reportId: string }, ReportRefusal>> {
	const { db, actor, now } = context;
	return db.tx(async (tx): Promise<Decision<{ reportId: string }, ReportRefusal>> => {
		const subject = await reportSubject(tx, context, recordingId);
		if (!subject.ok) return subject;
		const { recording, agentId } = subject.value;
		const faults = reportFaults(content, recording.durationMs);
		if (faults.length > 0) return refuse('incomplete', { missing: faults.length });
		const reportId =
			(await sentBefore(tx, actor.id, { recordingId, content })) ??
			(await insertReport({ tx, actor, now }, { recording, agentId, content }));
		return accept({ reportId });
	});
}

/** The call, when the actor may report something of it, or why not. */
export async function reportSubject(
	read: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	recordingId: string
): Promise<
	Decision<
		{ recording: PlacedRecording; agentId: string; own: boolean },
		Exclude<ReportRefusal, 'incomplete'>
	>
> {
	const recording = await placedRecording(read, recordingId, { actor, now });
	if (!recording || can(actor, 'recording.list', recording) !== 'allowed')
		return refuse('not-found');
	const own = recording.agentId === actor.id;
	const task = own ? undefined : await openTask(read, actor.id, recordingId, 'check');
	const place = { ...recording, entrusted: recording.entrusted && task !== undefined };
	const action = own ? 'self-check.submit' : 'peer-check.submit';
	if (!recording.agentId || can(actor, action, place) !== 'allowed') return refuse('not-allowed');
	if (recording.custody !== 'kept') return refuse('not-kept');
	return accept({ recording, agentId: recording.agentId, own });
}

/** Leaves the report, its entry in the chain and the notices. Nothing is decided here. */
export async function insertReport(
	{ tx, actor, now }: Scribe,
	{
		recording,
		agentId,
		content
	}: { recording: PlacedRecording; agentId: string; content: ReportContent }
): Promise<string> {
	const id = newId(now);
	const { kind, problem, note, shared } = content;
	const atMs = content.atMs ?? 0;
	const { id: recordingId, teamId, departmentId } = recording;
	await tx.insert(callReports).values({
		...{ id, recordingId, agentId, reporterId: actor.id, teamId, departmentId },
		...{ kind, problem, atMs, note, shared },
		businessMonth: monthOfDay(recording.businessDay),
		at: now
	});
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'call.reported',
			subject: `recording:${recordingId}`,
			facts: { report: id, agentId, kind, problem, atMs, shared }
		}
	);
	await notify(tx, now, {
		kind: 'call-reported',
		to: (await toldOf(tx, recording, now)).filter((userId) => userId !== actor.id),
		path: '/yesterday/reports'
	});
	return id;
}

/** The leads of the team that the call belongs to; without any, the department's heads. */
async function toldOf(
	read: Reader,
	{ teamId, departmentId }: PlacedRecording,
	now: Date
): Promise<string[]> {
	const leads = teamId
		? await holdersOf(read, 'team-lead', now, eq(roleGrants.teamId, teamId))
		: [];
	if (leads.length > 0 || !departmentId) return leads;
	return headsOf(read, departmentId, now);
}

async function sentBefore(
	read: Reader,
	reporterId: string,
	{ recordingId, content: { kind, atMs, note } }: ReportCall
): Promise<string | undefined> {
	const [row] = await read
		.select({ id: callReports.id })
		.from(callReports)
		.where(
			and(
				eq(callReports.recordingId, recordingId),
				eq(callReports.reporterId, reporterId),
				eq(callReports.kind, kind),
				eq(callReports.atMs, atMs ?? 0),
				eq(callReports.note, note)
			)
		)
		.limit(1);
	return row?.id;
}
