/** Whether a database holds the example centre, something else, or nothing. */
import { desc, eq } from 'drizzle-orm';
import { users } from '#lib/people/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import { recordings } from '#lib/recordings/server/schema.ts';

const NAME = 'example-centre';

type DemoState = 'empty' | 'filling' | 'filled' | 'foreign';

export async function demoState(db: Db): Promise<DemoState> {
	const [mark] = await db.read
		.select({ value: settings.value })
		.from(settings)
		.where(eq(settings.name, NAME))
		.orderBy(desc(settings.setAt), desc(settings.id))
		.limit(1);
	if (mark) return (mark.value as { state: 'filling' | 'filled' }).state;
	const people = await db.read.select({ id: users.id }).from(users).limit(1);
	const recorded = await db.read.select({ id: recordings.id }).from(recordings).limit(1);
	return people.length + recorded.length === 0 ? 'empty' : 'foreign';
}

export async function markDemo(
	db: Db,
	now: Date,
	value: { state: 'filling' | 'filled'; seed: number; days: number }
) {
	await db.tx((tx) =>
		tx.insert(settings).values({
			id: newId(now),
			name: NAME,
			value,
			effectiveFrom: now,
			setBy: 'system:set-up',
			setAt: now
		})
	);
}
