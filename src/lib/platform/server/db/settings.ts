import { and, desc, eq, lte } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { settings } from './schema.ts';

/** The value of a setting at `now`: of the rows that have begun the newest; undefined where none is set. */
export async function settingInForce(db: Reader, name: string, now: Date): Promise<unknown> {
	const [row] = await db
		.select({ value: settings.value })
		.from(settings)
		.where(and(eq(settings.name, name), lte(settings.effectiveFrom, now)))
		.orderBy(desc(settings.effectiveFrom), desc(settings.setAt), desc(settings.id))
		.limit(1);
	return row?.value;
}
