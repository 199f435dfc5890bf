import { id, index, instant, table, text } from '../../platform/server/db/dialect.ts';
import { users } from '../../people/server/schema.ts';
import { recordings } from './schema.ts';

/** Each time somebody read a customer's number unmasked, and why. Append-only. */
export const unmaskings = table(
	'unmaskings',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		reason: text('reason').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		index('unmaskings_user').on(t.userId, t.at),
		index('unmaskings_recording').on(t.recordingId)
	]
);
