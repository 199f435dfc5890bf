import {
	id,
	index,
	instant,
	int,
	json,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import { teams } from '../../people/server/schema.ts';
import type { CallKind } from '../../recordings/call.ts';
import type { FormText } from '../text.ts';

export const rubrics = table(
	'rubrics',
	{
		id: id('id').primaryKey(),
		/** Stable name, such as `report` or `call-back`. */
		key: text('key').notNull().unique(),
		/** The kind of call it is written for; the oldest rubric of a kind is chosen where no choice says otherwise. */
		callKind: text('call_kind').$type<CallKind>().notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [index('rubrics_call_kind').on(t.callKind, t.createdAt)]
);

/** Published versions: append-only. `form` is canonical JSON text, checked by rubric/form.ts on reading. */
export const rubricVersions = table(
	'rubric_versions',
	{
		id: id('id').primaryKey(),
		rubricId: id('rubric_id')
			.notNull()
			.references(() => rubrics.id),
		version: int('version').notNull(),
		form: text('form').notNull(),
		formSha256: text('form_sha256').notNull(),
		publishedAt: instant('published_at').notNull(),
		publishedBy: text('published_by').notNull(),
		/** First business day YYYYMMDD of calls that it scores; null: of every call reviewed from publishing on. */
		effectiveFrom: int('effective_from'),
		/** Who wrote it, by user id; null in versions from before it was kept. */
		editors: json('editors').$type<string[]>(),
		/** Why an editor published the own version, where the centre has nobody else; null otherwise. */
		overrideReason: text('override_reason')
	},
	(t) => [uniqueIndex('rubric_versions_version').on(t.rubricId, t.version)]
);

/** A rubric that is chosen no more, for good: copy it to go on with it. Append-only. */
export const rubricRetirements = table('rubric_retirements', {
	rubricId: id('rubric_id')
		.primaryKey()
		.references(() => rubrics.id),
	at: instant('at').notNull(),
	by: text('by').notNull(),
	reason: text('reason').notNull()
});

/** A rubric's next version while it is written; deleted when published or discarded, the audit chain keeps both. */
export const rubricDrafts = table(
	'rubric_drafts',
	{
		id: id('id').primaryKey(),
		/** Null until a new rubric is published. */
		rubricId: id('rubric_id').references(() => rubrics.id),
		key: text('key').notNull(),
		/** The form as far as it is written, JSON text: it need not be complete. */
		form: text('form').notNull(),
		/** Raised by every save; a save that names an older one is refused. */
		version: int('version').notNull(),
		/** Everybody who saved it, by user id. */
		editors: json('editors').$type<string[]>().notNull(),
		/** What the change is for. */
		note: text('note').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		savedAt: instant('saved_at').notNull()
	},
	(t) => [uniqueIndex('rubric_drafts_key').on(t.key)]
);

/** Which rubric scores the calls of a place: the one that names the most (team before queue) wins. */
export const rubricChoices = table(
	'rubric_choices',
	{
		id: id('id').primaryKey(),
		callKind: text('call_kind').$type<CallKind>().notNull(),
		/** Null means every queue. */
		queue: text('queue'),
		/** Null means every team. */
		teamId: id('team_id').references(() => teams.id),
		/** The three above as one text, so that a place has one choice. */
		place: text('place').notNull(),
		rubricId: id('rubric_id')
			.notNull()
			.references(() => rubrics.id),
		changedAt: instant('changed_at').notNull(),
		changedBy: text('changed_by').notNull()
	},
	(t) => [uniqueIndex('rubric_choices_place').on(t.place)]
);

/**
 * What is to be said, word by word, for a criterion: the row with the latest first day that is not
 * after the call applies. Append-only. Slots: `{greeting}` `{company}` `{staffNo}`.
 */
export const standardPhrases = table(
	'standard_phrases',
	{
		id: id('id').primaryKey(),
		callKind: text('call_kind').$type<CallKind>().notNull(),
		itemKey: text('item_key').notNull(),
		/** Null: from that day on nothing is prescribed. */
		words: json('words').$type<FormText>(),
		/** Business day YYYYMMDD. */
		fromDay: int('from_day').notNull(),
		changedAt: instant('changed_at').notNull(),
		changedBy: text('changed_by').notNull()
	},
	(t) => [index('standard_phrases_item').on(t.callKind, t.itemKey, t.fromDay)]
);
