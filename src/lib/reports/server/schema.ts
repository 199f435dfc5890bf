import { id, instant, int, primaryKey, table, text } from '../../platform/server/db/dialect.ts';
import { users } from '../../people/server/schema.ts';
import { monthLocks } from '../../ledger/server/schema.ts';
import type { WholeFileName } from '../month-file.ts';

/** The files of a month as they were made when it was closed, byte for byte. Append-only. */
export const keptFiles = table(
	'kept_files',
	{
		lockId: id('lock_id')
			.notNull()
			.references(() => monthLocks.id),
		file: text('file').$type<WholeFileName>().notNull(),
		/** What it is called when it is handed over. */
		name: text('name').notNull(),
		/** Base64. */
		content: text('content').notNull(),
		bytes: int('bytes').notNull(),
		sha256: text('sha256').notNull(),
		at: instant('at').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id)
	},
	(t) => [primaryKey({ columns: [t.lockId, t.file] })]
);
