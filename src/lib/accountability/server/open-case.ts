/** Opening a case, by hand or from findings, and opening the one that takes the place of another. */
import { eq, max } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { mayNow, personPlaced, type PlacedPerson } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { CaseInput } from '../case-forms.ts';
import { decideOpening, type OpeningRefusal } from '../case.ts';
import type { TakenMeasure } from '../measure.ts';
import { foundGrounds } from './grounds.ts';
import { accountabilityCases, caseGrounds, caseMeasures } from './schema.ts';

export type OpenRefusal = 'not-allowed' | 'no-such-person' | 'ground-wrong' | OpeningRefusal;
type Outcome = Decision<{ caseId: string }, OpenRefusal>;

/** Opens a case about somebody within reach, never about oneself by any account. */
export function openCase(context: Context, input: CaseInput): Promise<Outcome> {
	const { db, now, zone } = context;
	return db.tx(async (tx): Promise<Outcome> => {
		const about = await personPlaced(tx, { staffNo: input.staffNo }, now);
		if (!about) return refuse('no-such-person');
		const who = await mayNow(tx, context, 'case.open', about);
		if (!who.ok) return refuse(who.refusal === 'not-found' ? 'no-such-person' : 'not-allowed');
		const today = businessDay(now, zone);
		const decision = decideOpening(input, { today, before: [] });
		if (!decision.ok) return decision;
		const grounds = await foundGrounds(tx, input.grounds);
		const isAbout = grounds.every(({ personId }) => personId === about.agentId);
		if (grounds.length < input.grounds.length || !isAbout) return refuse('ground-wrong');
		const caseId = await addCase(tx, context, { ...input, about, escalatedFrom: null });
		return accept({ caseId });
	});
}

interface NewCase extends Omit<CaseInput, 'staffNo'> {
	about: Omit<PlacedPerson, 'name' | 'staffNo'>;
	escalatedFrom: string | null;
}

/** Writes a case that was decided on, and tells the person and the heads of the department. */
export async function addCase(
	tx: Writer,
	{ actor, now, zone }: Context,
	{ about, month, facts, deadlineDay, measures, grounds, escalatedFrom }: NewCase
): Promise<string> {
	const id = newId(now);
	const { agentId: personId, teamId, departmentId } = about;
	const year = Math.floor(businessDay(now, zone) / 10_000);
	await tx.insert(accountabilityCases).values({
		...{ id, year, number: await nextNumber(tx, year) },
		...{ personId, teamId, departmentId, businessMonth: month },
		...{ facts, deadlineDay, escalatedFrom, by: actor.id, at: now }
	});
	await tx.insert(caseMeasures).values(measures.map((taken) => ({ caseId: id, ...taken })));
	const rows = grounds.map((ground, position) => ({ caseId: id, position, ...ground }));
	await tx.insertMany(caseGrounds, rows);
	const said = { personId, month, deadlineDay, measures: amounts(measures), grounds };
	await appendAudit(
		{ tx, actor, now },
		{
			...{ kind: 'case.opened', subject: `case:${id}`, reason: facts },
			facts: { ...said, ...(escalatedFrom && { escalatedFrom }) }
		}
	);
	const heads = departmentId ? await headsOf(tx, departmentId, now) : [];
	await notify(tx, now, {
		kind: 'case-opened',
		to: [personId, ...heads].filter((userId) => userId !== actor.id),
		path: `/cases/${id}`
	});
	return id;
}

const amounts = (measures: readonly TakenMeasure[]) =>
	measures.map(({ measure, amountFen }) => ({ measure, amountFen }));

/** Writers follow one another, so no number is given twice. */
async function nextNumber(read: Reader, year: number): Promise<number> {
	const [row] = await read
		.select({ last: max(accountabilityCases.number) })
		.from(accountabilityCases)
		.where(eq(accountabilityCases.year, year));
	return (row?.last ?? 0) + 1;
}
