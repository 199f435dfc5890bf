import {
	id,
	index,
	instant,
	json,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import { users } from '../../people/server/schema.ts';
import type { NotificationKind } from '../kinds.ts';

export const notifications = table(
	'notifications',
	{
		id: id('id').primaryKey(),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		kind: text('kind').$type<NotificationKind>().notNull(),
		/** Path of the page it points to. */
		path: text('path').notNull(),
		facts: json('facts').$type<Record<string, string | number>>().notNull(),
		at: instant('at').notNull(),
		readAt: instant('read_at'),
		/** What a notice tells of, when it is to be told once; null may repeat. */
		once: text('once')
	},
	(t) => [
		index('notifications_user').on(t.userId, t.id),
		// The key first: what is told to hundreds at once stands together.
		uniqueIndex('notifications_once').on(t.once, t.userId)
	]
);
