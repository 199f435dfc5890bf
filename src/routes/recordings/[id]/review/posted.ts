import { postedReview } from '#lib/reviews/posted.ts';
import { postedForm } from '#lib/reviews/server/kept-text.ts';
import { refuseAnother, refused } from '../refused.ts';
import type { RequestEvent } from './$types';

/** The posted form, read by the rubric that the page showed. */
export async function readPosted({ locals, params, request }: RequestEvent) {
	const data = await request.formData();
	const assignmentId = data.get('assignment') || undefined;
	refuseAnother(data, locals);
	const form = await postedForm(locals, {
		recordingId: params.id,
		assignmentId: typeof assignmentId === 'string' ? assignmentId : undefined
	});
	return form.ok ? postedReview(form.value, data) : refused(form, locals.zone);
}
