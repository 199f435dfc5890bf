/**
 * What an administrator sets for every sign-in: which roles must have a second factor (none, unless
 * set), and in how many browsers a person may be signed in at once (three, unless set).
 */
import * as v from 'valibot';
import { roles, type Actor } from '../people/role.ts';
import { stepUpFields } from './step-up.ts';

export const signInSettings = v.object({
	secondFactorRoles: v.fallback(v.array(v.picklist(roles)), []),
	sessionsAtOnce: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)), 3)
});
export type SignInSettings = v.InferOutput<typeof signInSettings>;

/** The form that sets them, after a step-up. */
export const signInSettingsForm = v.strictObject({
	secondFactorRoles: v.array(v.picklist(roles)),
	sessionsAtOnce: v.pipe(
		v.string(),
		v.regex(/^\d{1,2}$/),
		v.transform(Number),
		v.minValue(1),
		v.maxValue(10)
	),
	...stepUpFields
});

/** Whether one of the actor's roles must have a second factor. */
export const mustHaveSecondFactor = (
	actor: Actor,
	settings: Pick<SignInSettings, 'secondFactorRoles'>
): boolean => actor.grants.some(({ role }) => settings.secondFactorRoles.includes(role));
