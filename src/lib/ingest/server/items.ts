/** The items of a source: every file seen, its state and why. */
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { and, eq, inArray } from 'drizzle-orm';
import { appendAudit, type Appender } from '#lib/audit/server/append.ts';
import type { EntryDraft } from '#lib/audit/entry.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { ItemState } from '../issues.ts';
import type { Outcome } from './outcome.ts';
import { importItems } from './schema.ts';
import type { Source } from './sources.ts';
import type { SeenFile } from './walk.ts';

export type Item = typeof importItems.$inferSelect;

/** The item of a path, or undefined. */
export async function itemOf(
	db: Reader,
	sourceId: string,
	path: string
): Promise<Item | undefined> {
	const [row] = await db
		.select()
		.from(importItems)
		.where(and(eq(importItems.sourceId, sourceId), eq(importItems.path, path)));
	return row;
}

/** The items of many paths, by path. */
export async function itemsOf(
	db: Reader,
	sourceId: string,
	paths: readonly string[]
): Promise<Map<string, Item>> {
	const items = new Map<string, Item>();
	for (let from = 0; from < paths.length; from += 500) {
		const rows = await db
			.select()
			.from(importItems)
			.where(
				and(
					eq(importItems.sourceId, sourceId),
					inArray(importItems.path, paths.slice(from, from + 500))
				)
			);
		for (const row of rows) items.set(row.path, row);
	}
	return items;
}

/** True when a file that a recording was made from still lies there: then another one is a copy, not a move. */
export async function isElsewhere(
	db: Reader,
	source: Source,
	recordingId: string
): Promise<boolean> {
	const rows = await db
		.select({ path: importItems.path, pathBytes: importItems.pathBytes })
		.from(importItems)
		.where(
			and(
				eq(importItems.sourceId, source.id),
				eq(importItems.state, 'ready'),
				eq(importItems.recordingId, recordingId)
			)
		);
	for (const row of rows) {
		const full = row.pathBytes
			? Buffer.from(row.pathBytes, 'base64')
			: path.resolve(source.root ?? '/', row.path);
		if (await fs.lstat(full).catch(() => undefined)) return true;
	}
	return false;
}

const stateOfItem = ({ state }: Outcome): ItemState =>
	state === 'new' || state === 'same' ? 'ready' : state;

/** Writes what became of a file; a file that is newly held or rejected, or for another reason, gets an audit entry. */
export async function writeItem(
	{ tx, actor, now }: Appender,
	source: Source,
	result: Outcome
): Promise<void> {
	const { file, issues } = result;
	const state = stateOfItem(result);
	const known = await itemOf(tx, source.id, file.path);
	const moved = known?.state !== state;
	const facts = {
		state,
		issues: state === 'ready' && result.state === 'same' && known ? known.issues : issues,
		size: file.size,
		mtimeMs: file.mtimeMs,
		sha256: result.sha256 ?? known?.sha256 ?? null,
		recordingId: result.recordingId ?? known?.recordingId ?? null,
		lastSeenAt: now,
		stateAt: moved ? now : known.stateAt,
		attempts: (known?.attempts ?? 0) + 1
	};
	const id = known?.id ?? newId(now);
	if (known) await tx.update(importItems).set(facts).where(eq(importItems.id, id));
	else
		await tx.insert(importItems).values({
			...facts,
			id,
			sourceId: source.id,
			path: file.path,
			pathBytes: file.isUtf8 ? null : file.bytes.toString('base64'),
			firstSeenAt: now
		});
	const codes = issues
		.filter(({ severity }) => severity === 'hold' || severity === 'reject')
		.map(({ code }) => code);
	const told = known?.issues.map(({ code }) => code) ?? [];
	const isNews = moved || codes.some((code) => !told.includes(code));
	if (isNews) await appendAudit({ tx, actor, now }, ...entryOf(state, id, source, codes));
}

function entryOf(state: ItemState, id: string, source: Source, codes: string[]): EntryDraft[] {
	if (state !== 'held' && state !== 'rejected') return [];
	return [
		{
			kind: state === 'held' ? 'item.held' : 'item.rejected',
			subject: `import-item:${id}`,
			facts: { source: source.name, codes }
		}
	];
}

/** Writes many in transactions of 200, so that other writers get their turn. */
export async function writeItems(
	{ db, actor, now }: Context,
	source: Source,
	results: readonly Outcome[]
): Promise<void> {
	for (let from = 0; from < results.length; from += 200) {
		await db.tx(async (tx) => {
			for (const result of results.slice(from, from + 200))
				await writeItem({ tx, actor, now }, source, result);
		});
		await breath();
	}
}

/** Writes files that were seen for the first time, as waiting; many at once, since a first look may find hundreds of thousands. */
export async function writeArrivals(
	{ db, now }: Context,
	source: Source,
	files: readonly SeenFile[]
): Promise<void> {
	for (let from = 0; from < files.length; from += 500) {
		const rows = files.slice(from, from + 500).map((file) => ({
			id: newId(now),
			sourceId: source.id,
			path: file.path,
			pathBytes: file.isUtf8 ? null : file.bytes.toString('base64'),
			state: 'settling' as const,
			issues: [],
			size: file.size,
			mtimeMs: file.mtimeMs,
			firstSeenAt: now,
			lastSeenAt: now,
			stateAt: now,
			attempts: 0
		}));
		await db.tx(async (tx) => {
			await tx.insert(importItems).values(rows).onConflictDoNothing();
		});
		await breath();
	}
}
