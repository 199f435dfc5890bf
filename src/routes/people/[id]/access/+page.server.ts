import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { proofInput } from '#lib/auth/second-factor-input.ts';
import { issueResetLink } from '#lib/auth/server/credentials.ts';
import { hasSecondFactor } from '#lib/auth/server/second-factor.ts';
import { endSessionsOfPerson } from '#lib/auth/server/session-commands.ts';
import { sessionsOf } from '#lib/auth/server/session-list.ts';
import { stepUpNeed } from '#lib/auth/server/step-up.ts';
import { clearWaits, waitsUntil } from '#lib/auth/server/waits.ts';
import { stepUpOf } from '#lib/auth/step-up.ts';
import { may } from '#lib/people/permissions.ts';
import { personById } from '#lib/people/server/queries.ts';
import type { Decision } from '#lib/shared/decision.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!may(locals.actor, 'people.manage')) error(403, 'forbidden');
	const { read } = locals.db;
	const person = await personById(read, params.id);
	if (!person) error(404, 'person-not-found');
	return {
		person: { name: person.name, staffNo: person.staffNo },
		isSelf: person.id === locals.actor.id,
		sessions: await sessionsOf(read, person.id, locals.sessionHandle),
		waitsUntil: await waitsUntil(read, person.id, locals.now),
		secondFactor: await hasSecondFactor(read, person.id),
		stepUp: await stepUpNeed(locals)
	};
};

function answer(outcome: Decision<unknown, string>) {
	if (outcome.ok) return { done: true };
	if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
	if (outcome.refusal === 'no-such-person') error(404, 'person-not-found');
	const seconds = Number(outcome.facts?.seconds ?? 0);
	return fail(409, { refusal: outcome.refusal, seconds });
}

export const actions: Actions = {
	sessions: async ({ locals, params }) => answer(await endSessionsOfPerson(locals, params.id)),
	wait: async ({ locals, params }) => answer(await clearWaits(locals, params.id)),
	reset: async ({ locals, params, request, url }) => {
		const input = v.safeParse(proofInput, Object.fromEntries(await request.formData()));
		if (!input.success) return fail(422, { refusal: 'invalid', seconds: 0 });
		const proof = { handle: locals.sessionHandle, ...stepUpOf(input.output) };
		const issued = await issueResetLink(locals, params.id, proof);
		if (!issued.ok) return answer(issued);
		return { link: `${url.origin}/set-password?token=${issued.value.token}` };
	}
};
