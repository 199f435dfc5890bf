import { and, desc, eq, lte } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { preparedQuery } from './prepared-query.ts';
import { settings } from './schema.ts';

/** The value of a setting at `now`: of the rows that have begun the newest; undefined where none is set. */
export async function settingInForce(db: Reader, name: string, now: Date): Promise<unknown> {
	const [row] = await newestOf(db, { name, now });
	return row?.value;
}

const newestOf = preparedQuery(
	{ name: settings.name, now: settings.effectiveFrom },
	(read, { name, now }) =>
		read
			.select({ value: settings.value })
			.from(settings)
			.where(and(eq(settings.name, name), lte(settings.effectiveFrom, now)))
			.orderBy(desc(settings.effectiveFrom), desc(settings.setAt), desc(settings.id))
			.limit(1)
);
