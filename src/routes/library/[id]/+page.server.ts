import { error, fail } from '@sveltejs/kit';
import { decideOnClip, giveConsent } from '#lib/coaching/server/library.ts';
import { clipDetail } from '#lib/coaching/server/library-page.ts';
import { heldAmong } from '#lib/custody/server/held.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const held = (ids: readonly string[]) => heldAmong(locals.db.read, ids);
	const clip = await clipDetail(locals, params.id, held);
	if (!clip) error(404, 'clip-not-found');
	return { clip };
};

const textOf = (data: FormData, name: string) => {
	const value = data.get(name);
	return typeof value === 'string' ? value : '';
};

/** Ends on what is not there or not theirs. */
function shut(refusal: string): void {
	if (refusal === 'not-found') error(404, 'clip-not-found');
	if (refusal === 'not-allowed') error(403, refusal);
}

export const actions: Actions = {
	/** The agent's own word. */
	consent: async ({ locals, params, request }) => {
		const consents = textOf(await request.formData(), 'consents') === 'yes';
		const outcome = await giveConsent(locals, { clipId: params.id, consents });
		if (outcome.ok) return { done: consents ? ('consented' as const) : ('withdrawn' as const) };
		const { refusal } = outcome;
		if (refusal === 'not-found' || refusal === 'not-allowed') return shut(refusal);
		return fail(409, { refusal });
	},

	decision: async ({ locals, params, request }) => {
		const data = await request.formData();
		const [accepted, reason] = [textOf(data, 'accepted') === 'yes', textOf(data, 'reason')];
		const outcome = await decideOnClip(locals, { clipId: params.id, accepted, reason });
		if (outcome.ok) return { done: accepted ? ('accepted' as const) : ('declined' as const) };
		const { refusal } = outcome;
		if (refusal === 'not-found' || refusal === 'not-allowed') return shut(refusal);
		return fail(refusal === 'reason-missing' ? 422 : 409, { refusal, reason });
	}
};
