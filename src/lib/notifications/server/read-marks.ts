/**
 * Read marks are a person's own reading aid: nobody else sees them and nothing is decided by
 * them, so they leave no entry in the audit chain.
 */
import { and, eq, isNull } from 'drizzle-orm';
import type { Context } from '../../people/server/context.ts';
import { isId } from '../../platform/server/ids.ts';
import { notifications } from './schema.ts';

/** Marks one of the actor's notices as read and tells where it points; undefined for any other id. */
export async function openNotice(
	{ db, actor, now }: Context,
	id: string
): Promise<string | undefined> {
	if (!isId(id)) return undefined;
	return db.tx(async (tx) => {
		const own = and(eq(notifications.id, id), eq(notifications.userId, actor.id));
		const [notice] = await tx.select().from(notifications).where(own);
		if (!notice) return undefined;
		await tx
			.update(notifications)
			.set({ readAt: now })
			.where(and(own, isNull(notifications.readAt)))
			.returning({ id: notifications.id });
		return notice.path;
	});
}

/** Marks all of the actor's notices as read. */
export async function markAllRead({ db, actor, now }: Context): Promise<void> {
	await db.tx((tx) =>
		tx
			.update(notifications)
			.set({ readAt: now })
			.where(and(eq(notifications.userId, actor.id), isNull(notifications.readAt)))
			.returning({ id: notifications.id })
	);
}
