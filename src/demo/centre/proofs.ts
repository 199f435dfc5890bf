/** Proofs of who somebody is, where a step of the story asks for one. */
import { randomUUID } from 'node:crypto';
import { storeCredential } from '#lib/auth/server/credentials.ts';
import { hashPassword } from '#lib/auth/server/passwords.ts';
import { endSessionsOf, sessionsOf } from '#lib/auth/server/session-list.ts';
import { beginSession } from '#lib/auth/server/sessions.ts';
import type { Proof } from '#lib/auth/server/step-up.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Person } from './people.ts';
import type { World } from './world.ts';

/** Lets the person act in a session of theirs, with a password that nobody knows; those who sign in are given another. */
export async function proving<Outcome>(
	{ tx, passwords }: World,
	{ id }: Person,
	at: Date,
	act: (proof: Proof) => Promise<Outcome>
): Promise<Outcome> {
	const password = passwords.get(id) ?? randomUUID();
	if (!passwords.has(id)) {
		const scribe = { tx, actor: systemActor('set-up'), now: at };
		await storeCredential(scribe, id, await hashPassword(password));
		passwords.set(id, password);
	}
	await beginSession(tx, id, {});
	const [session] = await sessionsOf(tx, id);
	const outcome = await act({ handle: session!.handle, password, code: '' });
	await endSessionsOf(tx, id);
	return outcome;
}
