/** The indicators that a month knows: their definitions as they held, and the newest value of each place. */
import { and, asc, desc, eq, lte } from 'drizzle-orm';
import * as v from 'valibot';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { indicatorContent, type IndicatorContent } from '../indicator.ts';
import { readyIndicators } from '../indicator-ready.ts';
import { by } from './month-facts.ts';
import { indicatorValues, indicatorVersions } from './schema.ts';

export interface Indicator extends IndicatorContent {
	key: string;
	version: number;
	effectiveFrom: BusinessMonth;
}

/** The definitions in force in a month, by key; ready ones until a centre says otherwise. */
export async function indicatorsFor(
	read: Reader,
	month: BusinessMonth
): Promise<Map<string, Indicator>> {
	const rows = await read
		.select()
		.from(indicatorVersions)
		.where(lte(indicatorVersions.effectiveFrom, month))
		.orderBy(asc(indicatorVersions.version));
	const found = new Map(readyIndicators.map((one) => [one.key, one]));
	for (const { key, version, effectiveFrom, content } of rows)
		found.set(key, {
			...v.parse(indicatorContent, JSON.parse(content)),
			...{ key, version, effectiveFrom }
		});
	return found;
}

export type IndicatorValue = typeof indicatorValues.$inferSelect;

/** The values of a month that stand, of each indicator and place the one entered last. */
export async function valuesOfMonth(
	read: Reader,
	{ month, asOf }: { month: BusinessMonth; asOf?: Date | undefined }
): Promise<IndicatorValue[]> {
	const rows = await read
		.select()
		.from(indicatorValues)
		.where(and(eq(indicatorValues.businessMonth, month), by(indicatorValues.at, asOf)))
		.orderBy(desc(indicatorValues.at), desc(indicatorValues.id));
	const newest = new Map<string, IndicatorValue>();
	for (const row of rows) {
		const place = `${row.key} ${row.agentId ?? row.teamId ?? row.departmentId}`;
		if (!newest.has(place)) newest.set(place, row);
	}
	return [...newest.values()];
}

/** The newest version of an indicator, whichever month it holds from; undefined of an unknown one. */
export async function newestDefinition(read: Reader, key: string): Promise<Indicator | undefined> {
	const [row] = await read
		.select()
		.from(indicatorVersions)
		.where(eq(indicatorVersions.key, key))
		.orderBy(desc(indicatorVersions.version))
		.limit(1);
	if (!row) return readyIndicators.find((one) => one.key === key);
	const { version, effectiveFrom, content } = row;
	return {
		...v.parse(indicatorContent, JSON.parse(content)),
		...{ key, version, effectiveFrom }
	};
}
