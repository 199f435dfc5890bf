/** How the forms of recorder incidents are read and answered. */
import { fail, redirect } from '@sveltejs/kit';
import type { Context } from '#lib/people/server/context.ts';
import { reportIncident, type ReportIncident } from '#lib/events/server/incidents.ts';
import { refused } from '../duty-answer.ts';

/** A kind that is none of the list, or a step. */
export const invalid = (kept: Record<string, string>) =>
	fail(422, { refusal: 'invalid', facts: undefined, kept, chosen: [] });

/** Reports, and goes to the incident that it became, or was added to. */
export async function answerReport(
	context: Context,
	report: ReportIncident,
	kept: Record<string, string>
) {
	const outcome = await reportIncident(context, report);
	if (!outcome.ok) return refused(outcome, kept);
	const { incidentId, joined } = outcome.value;
	redirect(303, `/incidents/${incidentId}?done=${joined ? 'joined' : 'reported'}`);
}
