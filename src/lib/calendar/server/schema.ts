import {
	id,
	index,
	instant,
	int,
	json,
	primaryKey,
	table,
	text
} from '../../platform/server/db/dialect.ts';
import { users } from '../../people/server/schema.ts';
import type { Greeting } from '../greeting.ts';
import type { DayKind } from '../working-calendar.ts';

/** Days that are not what their weekday says: public holidays, and make-up working days. */
export const calendarDays = table('calendar_days', {
	/** Business day YYYYMMDD. */
	day: int('day').primaryKey(),
	kind: text('kind').$type<DayKind>().notNull(),
	name: text('name').notNull(),
	changedAt: instant('changed_at').notNull(),
	changedBy: text('changed_by').notNull()
});

/** Periods in which the greeting is another one, such as the Spring Festival. Days included on both ends. */
export const greetingPeriods = table(
	'greeting_periods',
	{
		id: id('id').primaryKey(),
		firstDay: int('first_day').notNull(),
		lastDay: int('last_day').notNull(),
		/** Words of the greeting, by language. */
		greeting: json('greeting').$type<Greeting>().notNull(),
		changedAt: instant('changed_at').notNull(),
		changedBy: text('changed_by').notNull()
	},
	(t) => [index('greeting_periods_days').on(t.firstDay, t.lastDay)]
);

/** Who is rostered on which day: on duty even without a call. */
export const rosterDays = table(
	'roster_days',
	{
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		day: int('day').notNull(),
		/** As the roster calls it, such as `08-20`; empty when it does not say. */
		shift: text('shift').notNull()
	},
	(t) => [primaryKey({ columns: [t.userId, t.day] }), index('roster_days_day').on(t.day)]
);
