import { error, fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { proveAgain, type Proof } from '#lib/auth/server/step-up.ts';
import { stepUpOf } from '#lib/auth/step-up.ts';
import { roleInput, roleRequestInput } from '#lib/auth/role-forms.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { may } from '#lib/people/permissions.ts';
import { decideRoleRequest, giveRole } from '#lib/people/server/role-requests.ts';
import { answer, periodOf } from './person-action.ts';

type Event = RequestEvent<{ id: string }>;

/** Gives a role, or asks another administrator to confirm it; needs a step-up. What was typed comes back with a refusal. */
export async function give({ locals, params, request }: Event) {
	if (!may(locals.actor, 'people.manage')) error(403, 'forbidden');
	const form = Object.fromEntries(await request.formData());
	const typed = { ...form, stepUpPassword: '', stepUpCode: '' };
	const input = v.safeParse(roleInput, form);
	if (!input.success) return fail(422, { refusal: 'invalid', typed });
	const { role, from, to, reason, ...rest } = input.output;
	const period = periodOf(locals, from, to);
	if (!period.ok) return fail(409, { refusal: period.refusal, typed });
	const proved = await prove(locals, stepUpOf(rest));
	if (!proved.ok) return fail(409, { refusal: proved.refusal, facts: proved.facts, typed });

	const place = {
		teamId: (role === 'team-lead' && rest.teamId) || null,
		departmentId: (role === 'department-head' && rest.departmentId) || null
	};
	const outcome = await giveRole(locals, params.id, { role, ...place, ...period.value, reason });
	if (!outcome.ok) {
		const refused = answer(outcome);
		return 'data' in refused ? fail(409, { ...refused.data, typed }) : refused;
	}
	const { requestId, confirmers } = outcome.value;
	if (!requestId) return { done: true };
	const path = `/people/${params.id}`;
	await locals.db.tx((tx) =>
		notify(tx, locals.now, { kind: 'joint-requested', to: confirmers, path, once: requestId })
	);
	return { asked: true };
}

/** Confirms (needs a step-up), refuses or withdraws a role that was asked for. */
export async function decide({ locals, request }: Event) {
	if (!may(locals.actor, 'people.manage')) error(403, 'forbidden');
	const input = v.safeParse(roleRequestInput, Object.fromEntries(await request.formData()));
	if (!input.success) return fail(422, { refusal: 'invalid' });
	const { outcome, reason, id: requestId, ...rest } = input.output;
	const proved = outcome === 'confirmed' ? await prove(locals, stepUpOf(rest)) : undefined;
	if (proved?.ok === false) return fail(409, { refusal: proved.refusal, facts: proved.facts });
	const decided = await decideRoleRequest(locals, { requestId, outcome, reason });
	if (!decided.ok) return answer(decided);
	const { userId, requestedBy } = decided.value;
	const path = `/people/${userId}`;
	if (outcome !== 'withdrawn')
		await locals.db.tx((tx) =>
			notify(tx, locals.now, { kind: 'joint-decided', to: [requestedBy], path })
		);
	return { done: true };
}

const prove = (locals: App.Locals, typed: Omit<Proof, 'handle'>) =>
	proveAgain(locals, { handle: locals.sessionHandle, ...typed });
