import { id, instant, int, json, table, uniqueIndex } from '../../platform/server/db/dialect.ts';
import { users } from '../../people/server/schema.ts';
import { recordings } from '../../recordings/server/schema.ts';
import { rubricVersions } from '../../rubric/server/schema.ts';
import { assignments } from '../../sampling/server/schema.ts';
import type { DraftContent } from '../draft.ts';

/** An unfinished review: seen by its reviewer alone, counts nowhere, deleted when submitted. */
export const reviewDrafts = table(
	'review_drafts',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		reviewerId: id('reviewer_id')
			.notNull()
			.references(() => users.id),
		assignmentId: id('assignment_id').references(() => assignments.id),
		rubricVersionId: id('rubric_version_id')
			.notNull()
			.references(() => rubricVersions.id),
		content: json('content').$type<DraftContent>().notNull(),
		/** Raised by every save; a save that names an older one is refused. */
		version: int('version').notNull(),
		startedAt: instant('started_at').notNull(),
		savedAt: instant('saved_at').notNull()
	},
	(t) => [uniqueIndex('review_drafts_one').on(t.recordingId, t.reviewerId)]
);
