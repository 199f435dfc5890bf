import * as v from 'valibot';
import { stepUpFields } from './step-up.ts';

/** What the second factor's forms carry: a proof, or a code. */
export const proofInput = v.strictObject(stepUpFields);
export const codeInput = v.strictObject({ code: v.pipe(v.string(), v.maxLength(64)) });
