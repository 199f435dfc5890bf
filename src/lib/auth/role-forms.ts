import * as v from 'valibot';
import { jointOutcomes } from '../people/joint.ts';
import { grantFields } from '../people/person-forms.ts';
import { stepUpFields } from './step-up.ts';

const reason = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), '');

/** Giving a role. */
export const roleInput = v.strictObject({ ...grantFields, reason, ...stepUpFields });

/** Deciding on a role that another administrator asked for. */
export const roleRequestInput = v.strictObject({
	id: v.pipe(v.string(), v.uuid()),
	outcome: v.picklist(jointOutcomes),
	reason,
	...stepUpFields
});
