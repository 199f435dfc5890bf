import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	id,
	index,
	instant,
	json,
	table,
	text,
	unique
} from '../../platform/server/db/dialect.ts';
import type { JointKind, JointOutcome } from '../joint.ts';
import { users } from './schema.ts';

/** What two persons must decide together: one asks, another confirms. Append-only. */
export const jointRequests = table(
	'joint_requests',
	{
		id: id('id').primaryKey(),
		kind: text('kind').$type<JointKind>().notNull(),
		/** `area:id` of what it is about. */
		subject: text('subject').notNull(),
		/** What will be done when it is confirmed. */
		facts: json('facts').$type<Record<string, unknown>>().notNull(),
		requestedBy: id('requested_by')
			.notNull()
			.references(() => users.id),
		requestedPerson: id('requested_person')
			.notNull()
			.references(() => users.id),
		reason: text('reason').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		index('joint_requests_subject').on(t.subject, t.at),
		index('joint_requests_time').on(t.at, t.id),
		unique('joint_requests_person').on(t.id, t.requestedPerson)
	]
);

/** How a joint request ended, once. Append-only. Only its requester withdraws it, only another person decides. */
export const jointDecisions = table(
	'joint_decisions',
	{
		requestId: id('request_id').primaryKey(),
		requestedPerson: id('requested_person').notNull(),
		outcome: text('outcome').$type<JointOutcome>().notNull(),
		byId: id('by_id')
			.notNull()
			.references(() => users.id),
		byPerson: id('by_person')
			.notNull()
			.references(() => users.id),
		reason: text('reason').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		foreignKey({
			name: 'joint_decisions_request',
			columns: [t.requestId, t.requestedPerson],
			foreignColumns: [jointRequests.id, jointRequests.requestedPerson]
		}),
		check(
			'joint_decisions_other_person',
			sql`(${t.outcome} = 'withdrawn') = (${t.byPerson} = ${t.requestedPerson})`
		)
	]
);
