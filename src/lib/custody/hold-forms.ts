/** What the forms of holds, restrictions and retention post. */
import * as v from 'valibot';
import { stepUpFields } from '../auth/step-up.ts';
import { jointOutcomes } from '../people/joint.ts';
import { retentionClasses } from './retention.ts';

/** As typed, cut, since a form may hold anything. */
const words = v.pipe(
	v.string(),
	v.transform((text) => text.replaceAll('\u0000', '').slice(0, 2000))
);

export const placeInput = v.strictObject({ reason: words });
export const releaseInput = v.strictObject({
	holdId: v.pipe(v.string(), v.uuid()),
	reason: words,
	...stepUpFields
});
export const restrictionInput = v.strictObject({
	reason: words,
	reference: v.optional(words, '')
});
export const retentionInput = v.strictObject({
	retentionClass: v.picklist(retentionClasses),
	reason: words
});
export const decisionInput = v.strictObject({
	outcome: v.picklist(jointOutcomes),
	reason: words,
	...stepUpFields
});
