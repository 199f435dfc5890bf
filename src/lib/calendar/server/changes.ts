/**
 * Changes to single days and greeting periods. What is due already stays due: due times were
 * written when the tasks were made and are never counted again.
 */
import { eq, inArray } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import { may } from '../../people/permissions.ts';
import type { Context } from '../../people/server/context.ts';
import { isId, newId } from '../../platform/server/ids.ts';
import { businessDay, type BusinessDay } from '../../shared/calendar.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { daysFrom } from '../csv-row.ts';
import { spanFault, type DaysInput, type GreetingInput, type SpanRefusal } from '../day-forms.ts';
import { reachAround } from '../entry.ts';
import { endlessRestFrom } from '../working-calendar.ts';
import { saveDays } from './import.ts';
import { storedCalendar } from './queries.ts';
import { calendarDays, greetingPeriods } from './schema.ts';

type CalendarRefusal =
	'not-allowed' | 'out-of-reach' | 'no-working-day' | 'no-such-period' | SpanRefusal;

/** Makes days holidays, make-up working days, or again what their weekday says. */
export async function setDays(
	{ db, actor, now, zone }: Context,
	{ firstDay, lastDay = firstDay, kind, name }: DaysInput
): Promise<Decision<{ changed: number }, CalendarRefusal>> {
	if (!may(actor, 'calendar.manage')) return refuse('not-allowed');
	const fault = spanFault(firstDay, lastDay) ?? reachFault(firstDay, lastDay, now, zone);
	if (fault) return refuse(fault);
	return db.tx(async (tx) => {
		const { days: known } = await storedCalendar(tx);
		const changed = daysFrom(firstDay, lastDay).filter((day) => {
			const before = known.get(day);
			return kind === 'ordinary' ? before : before?.kind !== kind || before.name !== name;
		});
		const after = new Map([...known].map(([day, one]) => [day, one.kind]));
		for (const day of changed)
			if (kind === 'ordinary') after.delete(day);
			else after.set(day, kind);
		if (endlessRestFrom(after) !== undefined) return refuse('no-working-day');
		if (changed.length === 0) return accept({ changed: 0 });

		if (kind === 'ordinary')
			await tx.delete(calendarDays).where(inArray(calendarDays.day, changed));
		else {
			const by = { changedAt: now, changedBy: actor.id };
			await saveDays(
				tx,
				changed.map((day) => ({ day, kind, name })),
				by
			);
		}
		const before = Object.fromEntries(
			changed.map((day) => [day, known.get(day)?.kind ?? 'ordinary'])
		);
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'calendar.changed',
				subject: `calendar:${firstDay}`,
				facts: { firstDay, lastDay, kind, changed: changed.length, before }
			}
		);
		return accept({ changed: changed.length });
	});
}

/** Announces the dates of a holiday greeting. */
export async function addGreeting(
	{ db, actor, now, zone }: Context,
	{ firstDay, lastDay = firstDay, zh, en }: GreetingInput
): Promise<Decision<{ id: string }, CalendarRefusal>> {
	if (!may(actor, 'calendar.manage')) return refuse('not-allowed');
	const fault = spanFault(firstDay, lastDay) ?? reachFault(firstDay, lastDay, now, zone);
	if (fault) return refuse(fault);
	const id = newId(now);
	return db.tx(async (tx) => {
		await tx.insert(greetingPeriods).values({
			id,
			firstDay,
			lastDay,
			greeting: { en, 'zh-CN': zh },
			changedAt: now,
			changedBy: actor.id
		});
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'calendar.changed',
				subject: `calendar:${id}`,
				facts: { greeting: 'added', firstDay, lastDay }
			}
		);
		return accept({ id });
	});
}

/** Takes a greeting period away; its dates and words stay in the chain and beside it. */
export async function removeGreeting(
	{ db, actor, now }: Context,
	id: string
): Promise<Decision<null, CalendarRefusal>> {
	if (!may(actor, 'calendar.manage')) return refuse('not-allowed');
	if (!isId(id)) return refuse('no-such-period');
	return db.tx(async (tx) => {
		const [period] = await tx.delete(greetingPeriods).where(eq(greetingPeriods.id, id)).returning();
		if (!period) return refuse('no-such-period');
		const { firstDay, lastDay, greeting: words } = period;
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'calendar.changed',
				subject: `calendar:${id}`,
				reason: `${words['zh-CN']} / ${words.en}`,
				facts: { greeting: 'removed', firstDay, lastDay }
			}
		);
		return accept(null);
	});
}

function reachFault(first: BusinessDay, last: BusinessDay, now: Date, zone: string) {
	const { from, to } = reachAround(businessDay(now, zone));
	return first < from || last > to ? 'out-of-reach' : undefined;
}
