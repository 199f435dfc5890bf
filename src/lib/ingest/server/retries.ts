/** Sending held items round again, after their cause was mended. */
import { and, eq, inArray } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { may } from '#lib/people/permissions.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { importItems } from './schema.ts';

type RetryRefusal = 'not-permitted' | 'nothing-to-retry';

const MOST = 1000;

/**
 * Sends one held or ignored item, or (without `itemId`) up to a thousand held ones of the source,
 * round again: the watcher reads them at its next step, the command line with its next import.
 */
export async function retryItems(
	{ db, actor, now }: Context,
	sourceId: string,
	itemId?: string
): Promise<Decision<{ count: number }, RetryRefusal>> {
	if (!may(actor, 'source.manage')) return refuse('not-permitted');
	return db.tx(async (tx) => {
		const states = itemId ? (['held', 'ignored'] as const) : (['held'] as const);
		const rows = await tx
			.select({ id: importItems.id })
			.from(importItems)
			.where(
				and(
					eq(importItems.sourceId, sourceId),
					inArray(importItems.state, [...states]),
					itemId ? eq(importItems.id, itemId) : undefined
				)
			)
			.limit(MOST);
		if (rows.length === 0) return refuse('nothing-to-retry');
		const ids = rows.map(({ id }) => id);
		for (let from = 0; from < ids.length; from += 500)
			await tx
				.update(importItems)
				.set({ state: 'settling', stateAt: now })
				.where(inArray(importItems.id, ids.slice(from, from + 500)));
		await appendAudit(
			{ tx, actor, now },
			...ids.map((id) => ({ kind: 'item.retried' as const, subject: `import-item:${id}` }))
		);
		return accept({ count: ids.length });
	});
}
