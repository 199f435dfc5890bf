import * as v from 'valibot';
import { plainName, staffNo } from '../people/person.ts';

/** The set-up form. */
export const setUpInput = v.object({
	token: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(128)),
	department: plainName,
	staffNo,
	name: plainName,
	password: v.pipe(v.string(), v.maxLength(1024))
});
export type SetUpInput = v.InferOutput<typeof setUpInput>;
