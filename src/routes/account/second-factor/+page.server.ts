import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { codeInput, proofInput } from '#lib/auth/second-factor-input.ts';
import { qrPath } from '#lib/auth/server/qr.ts';
import * as secondFactor from '#lib/auth/server/second-factor-set-up.ts';
import { stepUpNeed, type Proof } from '#lib/auth/server/step-up.ts';
import type { SecondFactorRefusal } from '#lib/auth/second-factor.ts';
import { stepUpOf } from '#lib/auth/step-up.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Decision } from '#lib/shared/decision.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, db, staffNo = '', secondFactorDue } = locals;
	const { since, codesLeft, pending } = await secondFactor.secondFactorOf(db.read, {
		id: actor.id,
		staffNo
	});
	return {
		since,
		codesLeft,
		key: pending && { secret: pending.secret, qr: qrPath(pending.uri) },
		due: secondFactorDue,
		stepUp: await stepUpNeed(locals)
	};
};

const refused = (status: number, refusal: SecondFactorRefusal, seconds = 0) =>
	fail(status, { refusal, seconds });

/** An act that needs a step-up. */
const proven =
	<Value>(run: (context: Context, proof: Proof) => Promise<Decision<Value, SecondFactorRefusal>>) =>
	async ({ locals, request }: RequestEvent) => {
		const input = v.safeParse(proofInput, Object.fromEntries(await request.formData()));
		if (!input.success) return refused(422, 'invalid');
		const proof = { handle: locals.sessionHandle, ...stepUpOf(input.output) };
		const outcome = await run(locals, proof);
		if (!outcome.ok) return refused(409, outcome.refusal, Number(outcome.facts?.seconds ?? 0));
		return { codes: Array.isArray(outcome.value) ? (outcome.value as string[]) : undefined };
	};

export const actions: Actions = {
	begin: proven(secondFactor.beginSecondFactor),
	codes: proven(secondFactor.renewRecoveryCodes),
	remove: proven(secondFactor.removeSecondFactor),
	confirm: async ({ locals, request }) => {
		const input = v.safeParse(codeInput, Object.fromEntries(await request.formData()));
		if (!input.success) return refused(422, 'invalid');
		const outcome = await secondFactor.confirmSecondFactor(locals, input.output.code);
		return outcome.ok ? { codes: outcome.value } : refused(409, outcome.refusal);
	}
};
