import type { Context } from '#lib/people/server/context.ts';
import type { Facts } from '#lib/shared/decision.ts';
import { checkFaults, type CheckFault } from '../check.ts';
import { postedCheck, type TypedCheck } from '../posted-check.ts';
import { checkSubject } from './check-subject.ts';
import { submitCheck } from './submit-check.ts';

interface Failure {
	refusal: string;
	facts?: Facts;
	/** What was sent, to stand in the form again. */
	typed: TypedCheck;
	faults: CheckFault[];
}

interface Posted {
	/** There is nothing to check here, or not any more. */
	closed?: { refusal: string; facts?: Facts };
	failure?: Failure;
}

/** Submits a check as a form sends it; neither answer means that it is in. */
export async function postCheck(
	context: Context,
	recordingId: string,
	data: FormData
): Promise<Posted> {
	const assignment = data.get('assignment');
	const assignmentId = typeof assignment === 'string' ? assignment || undefined : undefined;
	const subject = await checkSubject(context.db.read, context, { recordingId, assignmentId });
	if (!subject.ok) return { closed: subject };
	const { items, recording } = subject.value;
	const { content, typed } = postedCheck(data, items);
	if (!content) return { failure: { refusal: 'malformed', typed, faults: [] } };
	const faults = checkFaults(content, recording.durationMs, items);
	if (faults.length > 0) return { failure: { refusal: 'incomplete', typed, faults } };
	const outcome = await submitCheck(context, { recordingId, assignmentId, content });
	if (outcome.ok) return {};
	const { refusal, facts } = outcome;
	return { failure: { refusal, ...(facts && { facts }), typed, faults: [] } };
}
