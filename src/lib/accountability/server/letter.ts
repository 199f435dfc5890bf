/** The letter of a case: its facts for whoever may read it, and the entry of each export. */
import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { departments } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { companyOn } from '#lib/rubric/server/company.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import type { LetterFacts } from '../letter.ts';
import { casePageData } from './queries.ts';

/** Undefined for a case that is unknown or out of reach. */
export async function letterFacts(
	context: Context,
	caseId: string
): Promise<LetterFacts | undefined> {
	const data = await casePageData(context, caseId);
	if (!data) return undefined;
	const { db, now, zone } = context;
	const { found, grounds } = data;
	const dayOf = (at: Date) => businessDay(at, zone);
	return {
		centre: (await companyOn(db.read, dayOf(now))) ?? { en: 'Listenback', 'zh-CN': '回听' },
		...{ year: found.year, number: found.number, person: found.person, staffNo: found.staffNo },
		department: await departmentName(db.read, found.departmentId),
		openedDay: dayOf(found.at),
		deadlineDay: found.deadlineDay,
		month: found.businessMonth,
		facts: found.facts,
		grounds: grounds.map(({ kind, code, item, at }) => ({ kind, code, item, day: dayOf(at) })),
		measures: found.measures,
		statements: found.steps
			.filter(({ step }) => step === 'statement')
			.map(({ at, words }) => ({ day: dayOf(at), words })),
		madeAt: now
	};
}

async function departmentName(read: Reader, departmentId: string | null): Promise<string> {
	if (departmentId === null) return '';
	const [row] = await read
		.select({ name: departments.name })
		.from(departments)
		.where(eq(departments.id, departmentId));
	return row?.name ?? '';
}

/** Every export of the letter stands in the chain. */
export const recordLetter = (
	{ db, actor, now }: Context,
	{ caseId, locale }: { caseId: string; locale: string }
): Promise<void> =>
	db.tx((tx) =>
		appendAudit(
			{ tx, actor, now },
			{ kind: 'case.exported', subject: `case:${caseId}`, facts: { format: 'pdf', locale } }
		)
	);
