/** The versioned schemes by which months are scored. */
import { desc, eq, isNull, lte, max } from 'drizzle-orm';
import * as v from 'valibot';
import { appendAudit } from '#lib/audit/server/append.ts';
import { monthLocks, monthUnlocks } from '#lib/ledger/server/schema.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { namesOf } from '#lib/people/server/names.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { businessDay, monthOfDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanWords } from '#lib/shared/words.ts';
import {
	decideScheme,
	readyScheme,
	schemeContent,
	type Scheme,
	type SchemeRefusal
} from '../scheme.ts';
import { schemes } from './schema.ts';

/** The scheme of a month: the newest whose first month has come; the ready one before any was made. */
export async function schemeFor(read: Reader, month: BusinessMonth): Promise<Scheme> {
	const [row] = await read
		.select()
		.from(schemes)
		.where(lte(schemes.effectiveFrom, month))
		.orderBy(desc(schemes.version))
		.limit(1);
	return row ? toldScheme(row) : readyScheme;
}

async function newestScheme(read: Reader): Promise<Scheme> {
	const [row] = await read.select().from(schemes).orderBy(desc(schemes.version)).limit(1);
	return row ? toldScheme(row) : readyScheme;
}

const toldScheme = (row: typeof schemes.$inferSelect): Scheme => ({
	version: row.version,
	effectiveFrom: row.effectiveFrom,
	content: v.parse(schemeContent, JSON.parse(row.content))
});

/** The last month that any department has closed; undefined when none is. */
export async function lastClosedMonth(read: Reader): Promise<BusinessMonth | undefined> {
	const [row] = await read
		.select({ month: max(monthLocks.businessMonth) })
		.from(monthLocks)
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, monthLocks.id))
		.where(isNull(monthUnlocks.lockId));
	return row?.month ?? undefined;
}

interface PublishScheme {
	content: unknown;
	effectiveFrom: BusinessMonth;
	reason: string;
	/** The version that the editor began with. */
	basedOn: number;
}

/** A further version, in force from a month on. */
export function publishScheme(
	{ db, actor, now, zone }: Context,
	{ content, effectiveFrom, basedOn, ...input }: PublishScheme
): Promise<Decision<{ version: number }, SchemeRefusal>> {
	return db.tx(async (tx): Promise<Decision<{ version: number }, SchemeRefusal>> => {
		if (!may(actor, 'scheme.manage')) return refuse('not-allowed');
		const read = v.safeParse(schemeContent, content);
		if (!read.success) return refuse('invalid', { fault: read.issues[0].message });
		const reason = cleanWords(input.reason);
		const decision = decideScheme(
			{ content: read.output, effectiveFrom, reason, basedOn },
			{
				newest: await newestScheme(tx),
				current: monthOfDay(businessDay(now, zone)),
				lastClosed: await lastClosedMonth(tx)
			}
		);
		if (!decision.ok) return decision;

		const { version } = decision.value;
		const id = newId(now);
		const row = { id, version, effectiveFrom, reason, createdAt: now, createdBy: actor.id };
		await tx.insert(schemes).values({ ...row, content: canonicalJson(read.output) });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'scheme.versioned',
				subject: `scheme:${id}`,
				facts: { version, effectiveFrom, content: read.output },
				reason
			}
		);
		return accept({ version });
	});
}

/** What the page of schemes shows: what holds now, what will, and all versions, the newest first. */
export async function schemePage({ db, actor, now, zone }: Context) {
	const current = monthOfDay(businessDay(now, zone));
	const rows = await db.read.select().from(schemes).orderBy(desc(schemes.version)).limit(200);
	const names = await namesOf(
		db.read,
		rows.map(({ createdBy }) => createdBy)
	);
	return {
		current,
		inForce: await schemeFor(db.read, current),
		newest: rows[0] ? toldScheme(rows[0]) : readyScheme,
		versions: [
			...rows.map((row) => ({ ...toldScheme(row), ...whence(row, names) })),
			{ ...readyScheme, reason: '', by: null, at: null }
		],
		manages: may(actor, 'scheme.manage')
	};
}

const whence = (row: typeof schemes.$inferSelect, names: Record<string, string>) => ({
	reason: row.reason,
	by: names[row.createdBy] ?? null,
	at: row.createdAt
});
