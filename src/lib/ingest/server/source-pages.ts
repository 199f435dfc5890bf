/** Reads for the pages of sources: the list with its counts, one source, its files. */
import { and, asc, count, desc, eq, gte, like, lt, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { maskFacts, maskFileName } from '#lib/recordings/masking.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { addDays, businessDay, dayStart } from '#lib/shared/calendar.ts';
import type { ItemFilter } from '../item-filter.ts';
import type { ItemState } from '../issues.ts';
import { importItems, sourcePauses, sourceScans, sources } from './schema.ts';

export interface Counts {
	today: number;
	month: number;
}

const since = (column: PgColumn, at: Date) =>
	sql<number>`count(*) filter (where ${column} >= ${sql.param(at, column)})`.mapWith(Number);

/** First instant of the last `days` days, today included. */
const firstOf = (days: number, now: Date, zone: string) =>
	dayStart(addDays(businessDay(now, zone), 1 - days), zone);

/** Every source with its pause, its last look, and what became of its files today and in 30 days. */
export async function sourceList(db: Reader, now: Date, zone: string) {
	const [today, month] = [firstOf(1, now, zone), firstOf(30, now, zone)];
	const rows = await db
		.select({ source: sources, scan: sourceScans, pause: sourcePauses })
		.from(sources)
		.leftJoin(sourceScans, eq(sourceScans.sourceId, sources.id))
		.leftJoin(sourcePauses, eq(sourcePauses.sourceId, sources.id))
		.orderBy(asc(sources.name));
	const received = await db
		.select({
			sourceId: importItems.sourceId,
			today: since(importItems.firstSeenAt, today),
			month: count()
		})
		.from(importItems)
		.where(gte(importItems.firstSeenAt, month))
		.groupBy(importItems.sourceId);
	const byState = await db
		.select({
			sourceId: importItems.sourceId,
			state: importItems.state,
			today: since(importItems.stateAt, today),
			month: count()
		})
		.from(importItems)
		.where(gte(importItems.stateAt, month))
		.groupBy(importItems.sourceId, importItems.state);
	return rows.map(({ source, scan, pause }) => {
		const countsOf = (state: ItemState): Counts =>
			byState.find((row) => row.sourceId === source.id && row.state === state) ?? {
				today: 0,
				month: 0
			};
		return {
			...{ source, scan, pause },
			received: received.find((row) => row.sourceId === source.id) ?? { today: 0, month: 0 },
			states: {
				ready: countsOf('ready'),
				held: countsOf('held'),
				settling: countsOf('settling'),
				rejected: countsOf('rejected')
			}
		};
	});
}

/** One source with its pause and last look; undefined for an unknown id. */
export async function sourceById(db: Reader, id: string) {
	if (!isId(id)) return undefined;
	const [row] = await db
		.select({ source: sources, scan: sourceScans, pause: sourcePauses })
		.from(sources)
		.leftJoin(sourceScans, eq(sourceScans.sourceId, sources.id))
		.leftJoin(sourcePauses, eq(sourcePauses.sourceId, sources.id))
		.where(eq(sources.id, id));
	return row;
}

const PAGE = 50;

/** A page of a source's files as shown, numbers in their names masked; newest change first (without a state: newest arrival); `next` is the place of the page after. */
export async function sourceItems(
	db: Reader,
	sourceId: string,
	filter: ItemFilter,
	now: Date,
	zone: string
) {
	const at = filter.state ? importItems.stateAt : importItems.firstSeenAt;
	const after = filter.after && { at: new Date(filter.after.atMs), id: filter.after.id };
	const rows = await db
		.select({ item: importItems, number: calls.customerNumber })
		.from(importItems)
		.leftJoin(recordings, eq(recordings.id, importItems.recordingId))
		.leftJoin(calls, eq(calls.id, recordings.callId))
		.where(
			and(
				eq(importItems.sourceId, sourceId),
				filter.state ? eq(importItems.state, filter.state) : undefined,
				filter.days ? gte(at, firstOf(filter.days, now, zone)) : undefined,
				filter.code ? hasCode(filter.code) : undefined,
				after
					? or(lt(at, after.at), and(eq(at, after.at), lt(importItems.id, after.id)))
					: undefined
			)
		)
		.orderBy(desc(at), desc(importItems.id))
		.limit(PAGE + 1);
	const items = rows.slice(0, PAGE).map(({ item, number }) => ({
		...{ id: item.id, state: item.state, size: item.size },
		path: maskFileName(item.path, number),
		issues: maskFacts(item.issues, number),
		recordingId: item.recordingId,
		firstSeenAt: item.firstSeenAt,
		stateAt: item.stateAt
	}));
	const last = rows.length > PAGE ? items.at(-1) : undefined;
	const lastAt = last && (filter.state ? last.stateAt : last.firstSeenAt);
	return {
		items,
		next: last && lastAt ? { ...filter, after: { atMs: lastAt.getTime(), id: last.id } } : null
	};
}

/** True for rows with an issue of that code; jsonb writes a space after the colon, text JSON does not. */
function hasCode(code: string) {
	const text = isPostgres ? sql`${importItems.issues}::text` : sql`${importItems.issues}`;
	return like(text, isPostgres ? `%"code": "${code}"%` : `%"code":"${code}"%`);
}
