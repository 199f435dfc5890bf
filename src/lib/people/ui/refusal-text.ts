import { m } from '#lib/i18n/paraglide/messages.js';

const texts: Record<string, () => string> = {
	'staff-no-taken': m.people_refusal_staff_no_taken,
	'own-role': m.people_refusal_own_role,
	'roles-not-combinable': m.people_refusal_roles_not_combinable,
	'already-granted': m.people_refusal_already_granted,
	'team-missing': m.people_refusal_team_missing,
	'department-missing': m.people_refusal_department_missing,
	'last-administrator': m.people_refusal_last_administrator,
	'no-such-record': m.people_refusal_no_such_record,
	'membership-overlaps': m.people_refusal_membership_overlaps,
	'already-assigned': m.people_refusal_already_assigned,
	'period-empty': m.people_refusal_period_empty,
	'time-invalid': m.people_refusal_time_invalid,
	'time-ambiguous': m.people_refusal_time_ambiguous,
	'time-nonexistent': m.people_refusal_time_nonexistent,
	'unfit-for-duty': m.holds_refusal_unfit_for_duty,
	'not-found': m.people_refusal_no_such_staff_no,
	'same-account': m.people_refusal_same_account,
	'own-account': m.people_refusal_own_account,
	'already-linked': m.people_refusal_already_linked,
	'not-linked': m.people_refusal_not_linked,
	'reason-missing': m.people_refusal_reason_missing,
	'already-asked': m.people_refusal_already_asked,
	'same-person': m.people_refusal_same_person,
	'already-decided': m.people_refusal_already_decided,
	'no-such-request': m.people_refusal_no_such_record,
	'not-requester': m.people_refusal_no_such_record,
	'name-taken': m.people_refusal_name_taken,
	'no-such-department': m.people_refusal_no_such_department
};

/** Why a change to people was refused, in the reader's language. */
export const peopleRefusalText = (refusal: string): string =>
	(texts[refusal] ?? m.people_refusal_invalid)();
