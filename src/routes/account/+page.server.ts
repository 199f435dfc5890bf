import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { sessionCookie } from '#lib/auth/server/cookies.ts';
import { changePassword } from '#lib/auth/server/credentials.ts';
import { hasSecondFactor } from '#lib/auth/server/second-factor.ts';
import { endOtherSessions } from '#lib/auth/server/session-commands.ts';
import { sessionsOf } from '#lib/auth/server/session-list.ts';
import { signOut } from '#lib/auth/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, db, sessionHandle } = locals;
	return {
		secondFactor: await hasSecondFactor(db.read, actor.id),
		sessions: await sessionsOf(db.read, actor.id, sessionHandle)
	};
};

const passwordInput = v.strictObject({
	present: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
	password: v.pipe(v.string(), v.maxLength(1024)),
	repeated: v.string()
});

export const actions: Actions = {
	password: async ({ locals, request, cookies, url }) => {
		const input = v.safeParse(passwordInput, Object.fromEntries(await request.formData()));
		if (!input.success) return fail(422, { refusal: 'invalid' as const, seconds: 0 });
		const { present, password, repeated } = input.output;
		if (password !== repeated) return fail(422, { refusal: 'not-repeated' as const, seconds: 0 });
		const { staffNo = '', sessionHandle: handle } = locals;
		const outcome = await changePassword(locals, { staffNo, present, password, handle });
		const seconds = outcome.ok ? 0 : Number(outcome.facts?.seconds ?? 0);
		if (!outcome.ok) return fail(409, { refusal: outcome.refusal, seconds });
		const { name, options } = sessionCookie(url);
		if (outcome.value.token) cookies.set(name, outcome.value.token, options);
		return { done: 'password' };
	},
	session: async ({ locals, request }) => {
		const handle = (await request.formData()).get('handle');
		if (typeof handle === 'string') await signOut(locals, handle);
		return { done: 'session' };
	},
	others: async ({ locals }) => {
		await endOtherSessions(locals, locals.sessionHandle ?? '');
		return { done: 'session' };
	}
};
