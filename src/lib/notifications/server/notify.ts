import type { Writer } from '../../platform/server/db/client.ts';
import { newId } from '../../platform/server/ids.ts';
import type { NotificationKind } from '../kinds.ts';
import { notifications } from './schema.ts';

export interface Notice {
	kind: NotificationKind;
	/** User ids; nobody twice. */
	to: string[];
	/** Path of the page to open. */
	path: string;
	facts?: Record<string, string | number>;
	/** Key of what it tells of: a receiver gets one notice with the same key, whoever sends it again. */
	once?: string;
}

/** Leaves a notice for each receiver, in the transaction of what it tells of. */
export async function notify(tx: Writer, now: Date, notice: Notice): Promise<void> {
	const rows = [...new Set(notice.to)].map((userId) => ({
		id: newId(now),
		userId,
		kind: notice.kind,
		path: notice.path,
		facts: notice.facts ?? {},
		at: now,
		readAt: null,
		once: notice.once ?? null
	}));
	await tx.insertMany(notifications, rows, { leaveStanding: true });
}
