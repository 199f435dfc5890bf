import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { draftRow } from '#lib/rubric/server/draft-queries.ts';

/** The draft, for whoever writes rubrics; for others it is not there. */
export async function draftFor({ db, actor }: App.Locals, id: string) {
	const draft = may(actor, 'rubric.edit') ? await draftRow(db.read, id) : undefined;
	if (!draft) error(404, 'not-found');
	return draft;
}

/** 404 for what is gone, 422 for what is wrong, 403 for who may not, 409 for the rest. */
export const statusOf = (refusal: string): number =>
	refusal.startsWith('no-such')
		? 404
		: refusal === 'not-allowed'
			? 403
			: ['invalid', 'faults', 'day-past', 'day-too-far', 'reason-missing'].includes(refusal)
				? 422
				: 409;

/** A field of a posted form; '' when it is missing, or a file. */
export function textIn(data: FormData, name: string): string {
	const value = data.get(name);
	return typeof value === 'string' ? value : '';
}
