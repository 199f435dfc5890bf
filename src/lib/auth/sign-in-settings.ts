/**
 * What an administrator sets for every sign-in: which roles must have a second factor (none, unless
 * set), and in how many browsers a person may be signed in at once (three, unless set).
 */
import * as v from 'valibot';
import { roles, type Actor } from '../people/role.ts';

export const signInSettings = v.object({
	secondFactorRoles: v.fallback(v.array(v.picklist(roles)), []),
	sessionsAtOnce: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)), 3)
});
export type SignInSettings = v.InferOutput<typeof signInSettings>;

/** Whether one of the actor's roles must have a second factor. */
export const mustHaveSecondFactor = (actor: Actor, settings: SignInSettings): boolean =>
	actor.grants.some(({ role }) => settings.secondFactorRoles.includes(role));
