/** The list of backups made and restores tried, and the entries that tell of them. */
import { desc, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { backupRuns } from './evidence-schema.ts';

type BackupRun = typeof backupRuns.$inferSelect;
type Run = Pick<BackupRun, 'kind' | 'ok' | 'facts'> & { tookMs: number };

/** Notes a run that began at the context's time. */
export async function noteRun(
	{ db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
	{ kind, ok, facts, tookMs }: Run
): Promise<void> {
	const finishedAt = new Date(now.getTime() + Math.round(tookMs));
	const id = newId(now);
	await db.tx(async (tx) => {
		await tx.insert(backupRuns).values({ id, kind, startedAt: now, finishedAt, ok, facts });
		await appendAudit(
			{ tx, actor, now: finishedAt },
			{
				kind: kind === 'backup' ? 'backup.made' : 'drill.finished',
				subject: `backup:${id}`,
				facts: { ok, ...facts }
			}
		);
	});
}

/** The newest run of a kind. */
export async function lastRun(
	read: Reader,
	kind: BackupRun['kind']
): Promise<BackupRun | undefined> {
	const [row] = await read
		.select()
		.from(backupRuns)
		.where(eq(backupRuns.kind, kind))
		.orderBy(desc(backupRuns.startedAt), desc(backupRuns.id))
		.limit(1);
	return row;
}
