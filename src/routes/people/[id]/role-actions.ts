import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { roleInput, roleRequestInput } from '#lib/auth/role-forms.ts';
import { decideRoleRequest, giveRole } from '#lib/auth/server/role-requests.ts';
import { stepUpOf } from '#lib/auth/step-up.ts';
import { answer, periodOf } from './person-action.ts';

type Event = RequestEvent<{ id: string }>;

/** Gives a role, or asks another administrator to confirm it. What was typed comes back with a refusal. */
export async function give({ locals, params, request }: Event) {
	const form = Object.fromEntries(await request.formData());
	const typed = { ...form, stepUpPassword: '', stepUpCode: '' };
	const input = v.safeParse(roleInput, form);
	if (!input.success) return fail(422, { refusal: 'invalid', typed });
	const { role, from, to, reason, teamId, departmentId, ...proof } = input.output;
	const period = periodOf(locals, from, to);
	if (!period.ok) return fail(409, { refusal: period.refusal, typed });
	const place = {
		teamId: (role === 'team-lead' && teamId) || null,
		departmentId: (role === 'department-head' && departmentId) || null
	};
	const wanted = { role, ...place, ...period.value, reason, proof: proofOf(locals, proof) };
	const outcome = await giveRole(locals, params.id, wanted);
	if (outcome.ok && outcome.value.requestId) return { asked: true };
	const answered = answer(outcome);
	return 'data' in answered ? fail(409, { ...answered.data, typed }) : answered;
}

/** Confirms, refuses or withdraws a role that was asked for. */
export async function decide({ locals, request }: Event) {
	const input = v.safeParse(roleRequestInput, Object.fromEntries(await request.formData()));
	if (!input.success) return fail(422, { refusal: 'invalid' });
	const { outcome, reason, id: requestId, ...proof } = input.output;
	return answer(
		await decideRoleRequest(locals, { requestId, outcome, reason, proof: proofOf(locals, proof) })
	);
}

const proofOf = (
	{ sessionHandle: handle }: App.Locals,
	typed: { stepUpPassword: string; stepUpCode: string }
) => ({ handle, ...stepUpOf(typed) });
