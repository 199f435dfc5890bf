/** Cases within the reader's reach: the list, one of them, and what waits for somebody. */
import { and, desc, eq, exists, inArray, lt, sql, type SQL } from 'drizzle-orm';
import { can, scopeOf } from '#lib/people/permissions.ts';
import { placedWithin } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { older } from '#lib/recordings/server/older.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import type { CaseFilter } from '../case-filter.ts';
import { isOverdue, takes, unrectified } from '../case.ts';
import { caseSteps, type TakenMeasure } from '../measure.ts';
import { isOfPerson } from '../case.ts';
import { caseRows, measuresOf, standingCase, stateNow, type CaseRow } from './case-rows.ts';
import { foundGrounds } from './grounds.ts';
import { accountabilityCases, caseMeasures } from './schema.ts';

const CASE_PAGE = 50;

interface ListedCase extends CaseRow {
	measures: TakenMeasure[];
	overdue: boolean;
}

/** A page, the newest first. */
export async function casePage(
	context: Context,
	{ filter, after }: { filter: CaseFilter; after?: PageCursor | undefined }
): Promise<{ rows: ListedCase[]; next: PageCursor | undefined }> {
	const { read } = context.db;
	const today = businessDay(context.now, context.zone);
	const { at, id } = accountabilityCases;
	const found = await caseRows(read)
		.where(and(visibleTo(context), ...narrowing(read, filter, today), older(at, id, after)))
		.orderBy(desc(at), desc(id))
		.limit(CASE_PAGE + 1);
	const { rows, next } = pageOf(found, CASE_PAGE, (row) => row.at);
	const taken = await measuresOf(
		read,
		rows.map((row) => row.id)
	);
	return {
		rows: rows.map((row) => ({
			...row,
			measures: taken.get(row.id) ?? [],
			overdue: isOverdue(row.state, row.deadlineDay, today)
		})),
		next
	};
}

/** A case as its page shows it; undefined for an unknown id and for one out of reach. */
export async function casePageData(context: Context, caseId: string) {
	const { db, actor, now, zone } = context;
	const found = await standingCase(db.read, caseId, visibleTo(context));
	if (!found) return undefined;
	const names = await namesOf(
		db.read,
		found.steps.map(({ byId }) => byId)
	);
	const steps = found.steps.map(({ byId, ...step }) => ({ ...step, by: names[byId] ?? '' }));
	const handles = can(actor, 'case.handle', found) === 'allowed';
	const isMine = found.personId === actor.id && can(actor, 'case.answer', found) === 'allowed';
	return {
		found: {
			...found,
			steps,
			overdue: isOverdue(found.state, found.deadlineDay, businessDay(now, zone))
		},
		grounds: await foundGrounds(db.read, found.grounds),
		isMine,
		/** Steps that the reader may take now. */
		open: caseSteps.filter(
			(step) => takes(found.state, step) && (isOfPerson(step) ? isMine : handles)
		),
		related: await relatedTo(context, found)
	};
}

/** The case that this one took the place of, and the one that took its place. */
async function relatedTo(context: Context, { id, escalatedFrom }: CaseRow) {
	const of = await caseRows(context.db.read).where(
		and(
			visibleTo(context),
			escalatedFrom
				? sql`(${accountabilityCases.escalatedFrom} = ${id} or ${accountabilityCases.id} = ${escalatedFrom})`
				: eq(accountabilityCases.escalatedFrom, id)
		)
	);
	const named = (row: CaseRow | undefined) =>
		row ? { id: row.id, year: row.year, number: row.number } : null;
	return {
		before: named(of.find((row) => row.id === escalatedFrom)),
		after: named(of.find((row) => row.escalatedFrom === id))
	};
}

export const visibleTo = ({ actor }: Pick<Context, 'actor'>): SQL | undefined =>
	placedWithin(scopeOf(actor, 'case.read'), accountabilityCases);

function narrowing(
	read: Reader,
	{ state, person, month, measure }: CaseFilter,
	today: BusinessDay
): (SQL | undefined)[] {
	const taken = read
		.select({ one: sql`1` })
		.from(caseMeasures)
		.where(
			and(
				eq(caseMeasures.caseId, accountabilityCases.id),
				measure && eq(caseMeasures.measure, measure)
			)
		);
	return [
		state === 'overdue' ? overdueOn(today) : state && eq(stateNow, state),
		person === undefined ? undefined : eq(users.staffNo, person),
		month === undefined ? undefined : eq(accountabilityCases.businessMonth, month),
		measure && exists(taken)
	];
}

/** `isOverdue`, by the database. */
export const overdueOn = (today: BusinessDay): SQL | undefined =>
	and(lt(accountabilityCases.deadlineDay, today), inArray(stateNow, [...unrectified]));
