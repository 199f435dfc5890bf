/** The forms by which people are administered; times are days or local times of the centre. */
import * as v from 'valibot';
import { plainName } from './person.ts';
import { roles } from './role.ts';

const optional = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(64)), '');

export const nameInput = v.strictObject({ name: plainName });
/** What a role is given by; the whole form is in auth/role-forms.ts. */
export const grantFields = {
	role: v.picklist(roles),
	/** Of a team lead. */
	teamId: optional,
	/** Of a department head. */
	departmentId: optional,
	from: optional,
	to: optional
};
export const teamInput = v.strictObject({
	teamId: v.pipe(v.string(), v.uuid()),
	from: optional
});
export const endpointInput = v.strictObject({
	kind: v.picklist(['extension', 'login']),
	endpoint: v.pipe(v.string(), v.trim(), v.regex(/^[\p{L}\p{N}._@#*+/-]{1,32}$/u)),
	from: optional,
	to: optional
});
export const endInput = v.strictObject({
	history: v.picklist(['role', 'membership', 'endpoint']),
	id: v.pipe(v.string(), v.uuid())
});
/** Of the privacy duty. */
export const dutyInput = v.strictObject({ holds: v.picklist(['yes', 'no']) });
export const linkAccountInput = v.strictObject({
	/** The other account's. */
	staffNo: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(32))
});
export const partAccountInput = v.strictObject({ id: v.pipe(v.string(), v.uuid()) });
export const disableInput = v.strictObject({
	reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))
});
