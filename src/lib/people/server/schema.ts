import { sql } from 'drizzle-orm';
import {
	check,
	id,
	index,
	instant,
	json,
	primaryKey,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import type { Role } from '../role.ts';

export const departments = table('departments', {
	id: id('id').primaryKey(),
	name: text('name').notNull().unique(),
	createdAt: instant('created_at').notNull()
});

export const teams = table(
	'teams',
	{
		id: id('id').primaryKey(),
		departmentId: id('department_id')
			.notNull()
			.references(() => departments.id),
		name: text('name').notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [uniqueIndex('teams_name').on(t.departmentId, t.name)]
);

export const users = table('users', {
	id: id('id').primaryKey(),
	/** Unique sign-in name: the staff number. */
	staffNo: text('staff_no').notNull().unique(),
	name: text('name').notNull(),
	locale: text('locale').$type<'en' | 'zh-CN'>(),
	theme: text('theme').$type<'light' | 'dark'>(),
	createdAt: instant('created_at').notNull()
});

/** A disabled person: sign-in and sessions end; what they did stays. Removed again on return (the chain keeps both). */
export const disablements = table('disablements', {
	userId: id('user_id')
		.primaryKey()
		.references(() => users.id),
	at: instant('at').notNull(),
	by: text('by').notNull(),
	reason: text('reason').notNull()
});

/** Several accounts of one person: rules that ask for another person count them as one. The row goes when they are parted (the chain keeps both). */
export const accountLinks = table('account_links', {
	userId: id('user_id')
		.primaryKey()
		.references(() => users.id),
	/** The account that stands for the person; it has no row of its own. */
	personId: id('person_id')
		.notNull()
		.references(() => users.id),
	at: instant('at').notNull(),
	by: text('by').notNull()
});

/** Roles with their scope and history: a row is in force in `[from, to)`. */
export const roleGrants = table(
	'role_grants',
	{
		id: id('id').primaryKey(),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		role: text('role').$type<Role>().notNull(),
		/** Of a team lead. */
		teamId: id('team_id').references(() => teams.id),
		/** Of a department head. */
		departmentId: id('department_id').references(() => departments.id),
		from: instant('from_at').notNull(),
		to: instant('to_at'),
		grantedBy: text('granted_by').notNull()
	},
	(t) => [
		index('role_grants_user').on(t.userId),
		index('role_grants_team').on(t.teamId, t.role),
		check(
			'role_grants_role',
			sql`${t.role} in ('agent', 'team-lead', 'department-head', 'technician', 'administrator', 'auditor')`
		),
		check('role_grants_scope', sql`(${t.role} <> 'team-lead') or (${t.teamId} is not null)`),
		check(
			'role_grants_department',
			sql`(${t.role} <> 'department-head') or (${t.departmentId} is not null)`
		)
	]
);

/** Who belonged to which team when: `[from, to)`; calls are placed by it at import. */
export const teamMemberships = table(
	'team_memberships',
	{
		id: id('id').primaryKey(),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		teamId: id('team_id')
			.notNull()
			.references(() => teams.id),
		from: instant('from_at').notNull(),
		to: instant('to_at')
	},
	(t) => [
		index('team_memberships_user').on(t.userId, t.from),
		index('team_memberships_team').on(t.teamId, t.from)
	]
);

/** Which extension or login a person used when: `[from, to)`; two open rows for one endpoint are ambiguous, never picked from. */
export const endpointAssignments = table(
	'endpoint_assignments',
	{
		id: id('id').primaryKey(),
		kind: text('kind').$type<'extension' | 'login'>().notNull(),
		endpoint: text('endpoint').notNull(),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		from: instant('from_at').notNull(),
		to: instant('to_at')
	},
	(t) => [index('endpoint_assignments_endpoint').on(t.endpoint, t.from)]
);

/** What a person set for their own screens: how the player behaves, own keys. Changed freely, no part of the audit chain. */
export const userSettings = table(
	'user_settings',
	{
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		name: text('name').notNull(),
		value: json('value').$type<unknown>().notNull(),
		savedAt: instant('saved_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.userId, t.name] })]
);
