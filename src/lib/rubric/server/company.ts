import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { FormText } from '../text.ts';

export const COMPANY = 'centre.company';

/** A value of the setting: the name that calls open with from a day on. */
export interface CompanyName {
	name: FormText;
	fromDay: BusinessDay;
}

/** The centre's name on `day`: the one set last of those that had begun, else the first ever set; undefined where none is. */
export async function companyOn(db: Reader, day: BusinessDay): Promise<FormText | undefined> {
	const rows = await db
		.select({ value: settings.value })
		.from(settings)
		.where(eq(settings.name, COMPANY))
		.orderBy(asc(settings.setAt), asc(settings.id));
	const names = rows.map(({ value }) => value as CompanyName);
	const begun = names
		.filter(({ fromDay }) => fromDay <= day)
		.reduce<CompanyName | undefined>(
			(latest, name) => (latest && latest.fromDay > name.fromDay ? latest : name),
			undefined
		);
	return (begun ?? names[0])?.name;
}
