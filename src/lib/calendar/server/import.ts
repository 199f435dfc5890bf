/**
 * Brings a calendar's file in: shows what would change, and does it once somebody has said yes to
 * exactly that. Importing a file again changes nothing.
 */
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import { may } from '../../people/permissions.ts';
import type { Context } from '../../people/server/context.ts';
import type { Writer } from '../../platform/server/db/client.ts';
import { excluded } from '../../platform/server/db/dialect.ts';
import { newId } from '../../platform/server/ids.ts';
import { businessDay } from '../../shared/calendar.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { reachAround } from '../entry.ts';
import { planImport, type ImportPlan, type PlannedDay } from '../plan-import.ts';
import type { DayKind } from '../working-calendar.ts';
import { readCalendarFile, type FileFault } from './calendar-file.ts';
import { storedCalendar } from './queries.ts';
import { calendarDays, greetingPeriods } from './schema.ts';

interface ImportChoice {
	/** Takes every event or row as this kind of day. */
	as?: DayKind | undefined;
	/** Holidays with a known greeting bring its period, unless the file itself writes greetings. */
	greetings: boolean;
}

export interface CalendarImport extends ImportPlan {
	read: number;
	new: number;
	changed: number;
	same: number;
	held: number;
	skipped: number;
	format: 'ics' | 'csv';
	sha256: string;
	ignoredColumns: string[];
	/** Stands for exactly these changes. */
	fingerprint: string;
}

type ImportRefusal = FileFault | 'not-allowed' | 'no-working-day' | 'preview-outdated';

/** What importing `bytes` would change now. */
export async function previewCalendar(
	context: Pick<Context, 'db' | 'actor' | 'now' | 'zone'>,
	bytes: Uint8Array,
	choice: ImportChoice
): Promise<Decision<CalendarImport, ImportRefusal>> {
	if (!may(context.actor, 'calendar.manage')) return refuse('not-allowed');
	return decided(context.db.read, context, bytes, choice);
}

/** Imports; with a preview's `fingerprint` only when the changes are still those that it showed. */
export async function importCalendar(
	context: Context,
	bytes: Uint8Array,
	choice: ImportChoice & { fingerprint?: string | undefined }
): Promise<Decision<CalendarImport, ImportRefusal>> {
	const { db, actor, now } = context;
	if (!may(actor, 'calendar.manage')) return refuse('not-allowed');
	return db.tx(async (tx) => {
		const outcome = await decided(tx, context, bytes, choice);
		if (!outcome.ok) return outcome;
		const { value } = outcome;
		if (choice.fingerprint !== undefined && choice.fingerprint !== value.fingerprint)
			return refuse('preview-outdated');
		const days = value.days.filter(({ state }) => state !== 'same');
		const greetings = value.greetings.filter(({ state }) => state !== 'same');
		if (days.length + greetings.length === 0) return outcome;

		await saveDays(tx, days, { changedAt: now, changedBy: actor.id });
		for (const { id, firstDay, lastDay, greeting } of greetings) {
			const period = { firstDay, lastDay, greeting, changedAt: now, changedBy: actor.id };
			if (id) await tx.update(greetingPeriods).set(period).where(eq(greetingPeriods.id, id));
			else await tx.insert(greetingPeriods).values({ id: newId(now), ...period });
		}
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'calendar.changed', subject: 'calendar', facts: importFacts(value) }
		);
		return outcome;
	});
}

async function decided(
	reader: Writer | Context['db']['read'],
	{ now, zone }: Pick<Context, 'now' | 'zone'>,
	bytes: Uint8Array,
	{ as, greetings }: ImportChoice
): Promise<Decision<CalendarImport, ImportRefusal>> {
	const reach = reachAround(businessDay(now, zone));
	const file = readCalendarFile(bytes, { reach, zone, as });
	if (!file.ok) return file;
	const { entries, format, ignored, writesGreetings } = file.value;
	const plan = planImport(entries, await storedCalendar(reader), {
		greetings: greetings && !writesGreetings
	});
	if (!plan.ok) return plan;
	const changes = {
		days: plan.value.days.filter(({ state }) => state !== 'same'),
		greetings: plan.value.greetings.filter(({ state }) => state !== 'same')
	};
	return accept({
		...plan.value,
		...countedStates(plan.value.items),
		format,
		sha256: createHash('sha256').update(bytes).digest('hex'),
		ignoredColumns: ignored,
		fingerprint: createHash('sha256').update(canonicalJson(changes)).digest('hex')
	});
}

/** Every import of the centre counts so. */
export function countedStates(items: readonly { state: string }[]) {
	const of = (state: string) => items.filter((item) => item.state === state).length;
	return {
		read: items.length,
		new: of('new'),
		changed: of('changed'),
		same: of('same'),
		held: of('held'),
		skipped: of('skipped')
	};
}

/** Writes days whether they are named already or not. */
export async function saveDays(
	tx: Writer,
	days: readonly Pick<PlannedDay, 'day' | 'kind' | 'name'>[],
	by: { changedAt: Date; changedBy: string }
): Promise<void> {
	for (let from = 0; from < days.length; from += 100)
		await tx
			.insert(calendarDays)
			.values(
				days.slice(from, from + 100).map(({ day, kind, name }) => ({ day, kind, name, ...by }))
			)
			.onConflictDoUpdate({
				target: calendarDays.day,
				set: {
					kind: excluded(calendarDays.kind),
					name: excluded(calendarDays.name),
					changedAt: excluded(calendarDays.changedAt),
					changedBy: excluded(calendarDays.changedBy)
				}
			});
}

function importFacts(value: CalendarImport) {
	const of = (state: string) => value.days.flatMap((one) => (one.state === state ? [one.day] : []));
	return {
		read: value.read,
		new: value.new,
		changed: value.changed,
		same: value.same,
		held: value.held,
		skipped: value.skipped,
		file: value.sha256,
		daysNew: of('new').length,
		greetings: value.greetings.filter(({ state }) => state !== 'same').length,
		/** Days that were something else before, with what they were. */
		before: Object.fromEntries(
			value.days.flatMap(({ day, state, before }) =>
				state === 'changed' && before ? [[day, before.kind]] : []
			)
		)
	};
}
