import { error } from '@sveltejs/kit';
import { stepUpNeed } from '#lib/auth/server/step-up.ts';
import { stepUpOf } from '#lib/auth/step-up.ts';
import * as forms from '#lib/custody/hold-forms.ts';
import { placeHold } from '#lib/custody/server/holds.ts';
import { askInCustody } from '#lib/custody/server/joint-acts.ts';
import { protectionPage } from '#lib/custody/server/protection-page.ts';
import { noteRetention } from '#lib/custody/server/retention.ts';
import { answerCustody } from '../../../custody/answer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const page = await protectionPage(locals, params.id);
	if (!page) error(404, 'recording-not-found');
	return { page, stepUp: await stepUpNeed(locals) };
};

const noProof = { handle: undefined, password: '', code: '' };

const askRestriction =
	(kind: 'restriction' | 'restriction-lift', form: string) =>
	({ locals, params, request }: RequestEvent) =>
		answerCustody(request, { schema: forms.restrictionInput, form }, (input) =>
			askInCustody(locals, { kind, recordingId: params.id, ...input, proof: noProof })
		);

export const actions: Actions = {
	place: ({ locals, params, request }) =>
		answerCustody(request, { schema: forms.placeInput, form: 'place' }, ({ reason }) =>
			placeHold(locals, { recordingId: params.id, reason })
		),
	release: ({ locals, params, request }) =>
		answerCustody(request, { schema: forms.releaseInput, form: 'release' }, (input) => {
			const { holdId, reason } = input;
			const proof = { handle: locals.sessionHandle, ...stepUpOf(input) };
			const wish = { kind: 'hold-release' as const, recordingId: params.id, holdId, reason };
			return askInCustody(locals, { ...wish, proof });
		}),
	restrict: askRestriction('restriction', 'restrict'),
	lift: askRestriction('restriction-lift', 'lift'),
	retention: ({ locals, params, request }) =>
		answerCustody(request, { schema: forms.retentionInput, form: 'retention' }, (input) => {
			const { retentionClass, reason } = input;
			return noteRetention(locals, { recordingId: params.id, retentionClass, legalBasis: reason });
		})
};
