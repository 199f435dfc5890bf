import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { changePassword } from '#lib/auth/server/credentials.ts';
import { sessionsOf } from '#lib/auth/server/sessions.ts';
import { signOut } from '#lib/auth/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const sessions = await sessionsOf(locals.db.read, locals.actor.id);
	return {
		sessions: sessions.map(({ handle, createdAt, address, agent }) => ({
			handle,
			createdAt,
			address: address ?? '',
			agent: agent ?? '',
			here: handle === locals.sessionHandle
		}))
	};
};

const passwordInput = v.strictObject({
	present: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
	password: v.pipe(v.string(), v.maxLength(1024)),
	repeated: v.string()
});

export const actions: Actions = {
	password: async ({ locals, request }) => {
		const input = v.safeParse(passwordInput, Object.fromEntries(await request.formData()));
		if (!input.success) return fail(422, { refusal: 'invalid' as const });
		const { present, password, repeated } = input.output;
		if (password !== repeated) return fail(422, { refusal: 'not-repeated' as const });
		const { staffNo = '', sessionHandle: handle } = locals;
		const outcome = await changePassword(locals, { staffNo, present, password, handle });
		return outcome.ok ? { done: 'password' } : fail(409, { refusal: outcome.refusal });
	},
	session: async ({ locals, request }) => {
		const handle = (await request.formData()).get('handle');
		if (typeof handle === 'string') await signOut(locals, handle);
		return { done: 'session' };
	}
};
