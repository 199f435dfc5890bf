import { and, desc, eq, isNull, lt, type SQL } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { isId } from '../../platform/server/ids.ts';
import type { NotificationKind } from '../kinds.ts';
import { notifications } from './schema.ts';

interface NoticeRow {
	id: string;
	kind: NotificationKind;
	facts: Record<string, string | number>;
	at: Date;
	readAt: Date | null;
}

const PAGE = 50;
/** Above this the bell only says "more"; counting on would cost and tell nothing. */
const UNREAD_SHOWN = 99;

/** Unread notices of a person, at most one more than the bell can show. */
export async function unreadCount(db: Reader, userId: string): Promise<number> {
	const rows = await db
		.select({ id: notifications.id })
		.from(notifications)
		.where(and(eq(notifications.userId, userId), isNull(notifications.readAt)))
		.limit(UNREAD_SHOWN + 1);
	return rows.length;
}

/** A person's notices, newest first; `before` is the id of the last one seen, ignored when malformed. */
export async function noticePage(
	db: Reader,
	userId: string,
	before: string | null
): Promise<{ rows: NoticeRow[]; next: string | null }> {
	const older: SQL | undefined = before && isId(before) ? lt(notifications.id, before) : undefined;
	const found = await db
		.select({
			id: notifications.id,
			kind: notifications.kind,
			facts: notifications.facts,
			at: notifications.at,
			readAt: notifications.readAt
		})
		.from(notifications)
		.where(and(eq(notifications.userId, userId), older))
		.orderBy(desc(notifications.id))
		.limit(PAGE + 1);
	const rows = found.slice(0, PAGE);
	return { rows, next: found.length > PAGE ? rows.at(-1)!.id : null };
}
