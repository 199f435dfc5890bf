import { m } from '#lib/i18n/paraglide/messages.js';
import type { Role } from '../role.ts';

const words = {
	agent: m.shell_role_agent,
	'team-lead': m.shell_role_team_lead,
	'department-head': m.shell_role_department_head,
	technician: m.shell_role_technician,
	administrator: m.shell_role_administrator,
	auditor: m.shell_role_auditor
} satisfies Record<Role, () => string>;

/** A role in the reader's language. */
export const roleWord = (role: Role): string => words[role]();
