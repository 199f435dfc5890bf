/** What is posted to close a month and to open it again. */
import * as v from 'valibot';
import { stepUpFields } from '#lib/auth/step-up.ts';
import { jointOutcomes } from '#lib/people/joint.ts';

const id = v.pipe(v.string(), v.trim(), v.uuid());
/** Both engines refuse or lose NUL characters. */
const reason = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => text.replaceAll('\u0000', '').slice(0, 2000))
);

export const lockInput = v.strictObject({ department: id, ...stepUpFields });
export const filesInput = v.strictObject({ department: id });
export const unlockInput = v.strictObject({ department: id, reason, ...stepUpFields });
export const unlockDecisionInput = v.strictObject({
	request: id,
	outcome: v.picklist(jointOutcomes),
	reason,
	...stepUpFields
});
