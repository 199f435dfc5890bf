/** Commands on sources: made, changed, paused, resumed. */
import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { may } from '#lib/people/permissions.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { SourceSettings } from '../source-settings.ts';
import { sourcePauses, sources } from './schema.ts';

export type Source = typeof sources.$inferSelect;
type SourceRefusal = 'not-permitted' | 'no-such-source' | 'name-taken' | 'already-so';

/** The source of that name, or undefined. */
export async function sourceByName(
	db: Pick<Writer, 'select'>,
	name: string
): Promise<Source | undefined> {
	const [row] = await db.select().from(sources).where(eq(sources.name, name));
	return row;
}

/** Makes a source in the writer's transaction; the caller has made sure that the name is free. */
export async function insertSource(
	{ tx, actor, now }: Pick<Context, 'actor' | 'now'> & { tx: Writer },
	settings: SourceSettings
): Promise<Source> {
	const row: Source = { ...settings, id: newId(now), createdAt: now, createdBy: actor.id };
	await tx.insert(sources).values(row);
	await appendAudit(
		{ tx, actor, now },
		{ kind: 'source.created', subject: `source:${row.id}`, facts: settings }
	);
	return row;
}

export async function createSource(
	{ db, actor, now }: Context,
	settings: SourceSettings
): Promise<Decision<{ id: string }, SourceRefusal>> {
	if (!may(actor, 'source.manage')) return refuse('not-permitted');
	return db.tx(async (tx) => {
		if (await sourceByName(tx, settings.name)) return refuse('name-taken');
		const { id } = await insertSource({ tx, actor, now }, settings);
		return accept({ id });
	});
}

/** Changes what was named before only by its settings: the name stays, since recordings carry it. */
export async function changeSource(
	{ db, actor, now }: Context,
	id: string,
	settings: SourceSettings
): Promise<Decision<{ id: string }, SourceRefusal>> {
	if (!may(actor, 'source.manage')) return refuse('not-permitted');
	return db.tx(async (tx) => {
		const [known] = await tx.select().from(sources).where(eq(sources.id, id));
		if (!known) return refuse('no-such-source');
		const kept = { ...settings, name: known.name };
		const changed = changedFields(known, kept);
		if (Object.keys(changed).length === 0) return refuse('already-so');
		await tx.update(sources).set(kept).where(eq(sources.id, id));
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'source.changed', subject: `source:${id}`, facts: { changed } }
		);
		return accept({ id });
	});
}

/** One text of all settings: two sources with the same one are watched alike. */
export const scanSettingsOf = (source: Source): string => JSON.stringify(source);

function changedFields(known: Source, settings: SourceSettings) {
	const before: Record<string, unknown> = known;
	return Object.fromEntries(
		Object.entries(settings)
			.filter(
				([field, value]) => JSON.stringify(before[field] ?? null) !== JSON.stringify(value ?? null)
			)
			.map(([field, value]) => [field, { from: before[field] ?? null, to: value ?? null }])
	);
}

export async function pauseSource(
	{ db, actor, now }: Context,
	id: string,
	reason: string
): Promise<Decision<{ id: string }, SourceRefusal>> {
	if (!may(actor, 'source.manage')) return refuse('not-permitted');
	return db.tx(async (tx) => {
		const [known] = await tx.select({ id: sources.id }).from(sources).where(eq(sources.id, id));
		if (!known) return refuse('no-such-source');
		const paused = await tx
			.insert(sourcePauses)
			.values({ sourceId: id, at: now, by: actor.id, reason })
			.onConflictDoNothing()
			.returning();
		if (paused.length === 0) return refuse('already-so');
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'source.paused', subject: `source:${id}`, reason }
		);
		return accept({ id });
	});
}

export async function resumeSource(
	{ db, actor, now }: Context,
	id: string
): Promise<Decision<{ id: string }, SourceRefusal>> {
	if (!may(actor, 'source.manage')) return refuse('not-permitted');
	return db.tx(async (tx) => {
		const resumed = await tx.delete(sourcePauses).where(eq(sourcePauses.sourceId, id)).returning();
		if (resumed.length === 0) return refuse('no-such-source');
		await appendAudit({ tx, actor, now }, { kind: 'source.resumed', subject: `source:${id}` });
		return accept({ id });
	});
}
