import * as v from 'valibot';

/** The sign-in form. */
export const signInInput = v.object({
	staffNo: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64)),
	password: v.pipe(v.string(), v.minLength(1), v.maxLength(1024))
});
