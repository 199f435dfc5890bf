/** Rows of cases with where they stand: what the list, the page and the commands read. */
import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { caseState, type CaseState } from '../case.ts';
import type { TakenMeasure } from '../measure.ts';
import { accountabilityCases, caseGrounds, caseMeasures, caseStepRows } from './schema.ts';

const openers = alias(users, 'openers');

/** `caseState`, by the database. */
export const stateNow = sql<CaseState>`coalesce((
	select taken.step from ${caseStepRows} as taken
	where taken.case_id = ${accountabilityCases.id} and taken.step <> 'statement'
	order by taken.seq desc limit 1), 'opened')`;

export const caseRows = (read: Reader) =>
	read
		.select({
			id: accountabilityCases.id,
			year: accountabilityCases.year,
			number: accountabilityCases.number,
			personId: accountabilityCases.personId,
			agentId: accountabilityCases.personId,
			person: users.name,
			staffNo: users.staffNo,
			teamId: accountabilityCases.teamId,
			team: teams.name,
			departmentId: accountabilityCases.departmentId,
			businessMonth: accountabilityCases.businessMonth,
			facts: accountabilityCases.facts,
			deadlineDay: accountabilityCases.deadlineDay,
			escalatedFrom: accountabilityCases.escalatedFrom,
			by: accountabilityCases.by,
			opener: openers.name,
			at: accountabilityCases.at,
			state: stateNow
		})
		.from(accountabilityCases)
		.innerJoin(users, eq(users.id, accountabilityCases.personId))
		.innerJoin(openers, eq(openers.id, accountabilityCases.by))
		.leftJoin(teams, eq(teams.id, accountabilityCases.teamId));

export type CaseRow = Awaited<ReturnType<typeof caseRows>>[number];

/** A case with its measures, grounds and steps, whoever asks; undefined for an unknown or malformed id. */
export async function standingCase(read: Reader, caseId: string, where?: SQL) {
	if (!isId(caseId)) return undefined;
	const [row] = await caseRows(read).where(and(eq(accountabilityCases.id, caseId), where));
	if (!row) return undefined;
	const measures = (await measuresOf(read, [caseId])).get(caseId) ?? [];
	const grounds = await read
		.select({ kind: caseGrounds.kind, subjectId: caseGrounds.subjectId })
		.from(caseGrounds)
		.where(eq(caseGrounds.caseId, caseId))
		.orderBy(asc(caseGrounds.position));
	const steps = await read
		.select({
			seq: caseStepRows.seq,
			step: caseStepRows.step,
			words: caseStepRows.words,
			byId: caseStepRows.by,
			at: caseStepRows.at
		})
		.from(caseStepRows)
		.where(eq(caseStepRows.caseId, caseId))
		.orderBy(asc(caseStepRows.seq));
	return { ...row, state: caseState(steps.map(({ step }) => step)), measures, grounds, steps };
}
export type StandingCase = NonNullable<Awaited<ReturnType<typeof standingCase>>>;

/** Measures by case, in the order in which they are listed. */
export async function measuresOf(
	read: Reader,
	caseIds: readonly string[]
): Promise<Map<string, TakenMeasure[]>> {
	if (caseIds.length === 0) return new Map();
	const rows = await read
		.select()
		.from(caseMeasures)
		.where(inArray(caseMeasures.caseId, [...caseIds]))
		.orderBy(asc(caseMeasures.caseId), asc(caseMeasures.measure));
	const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
	return new Map(
		[...byCase].map(([caseId, taken]) => [
			caseId,
			taken.map(({ measure, amountFen, words }) => ({ measure, amountFen, words }))
		])
	);
}
