import type { Actor } from '#lib/people/role.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';

/**
 * A context whose commands all run in one transaction that is open already, each at its own time
 * by its own actor: a day of the centre is written at once and flushed to disk once.
 */
export function inside(tx: Writer, zone: string) {
	const db: Context['db'] = {
		read: tx,
		tx: (work) => work(tx),
		close: () => Promise.resolve()
	};
	return (actor: Actor, now: Date): Context => ({ db, actor, now, zone });
}

export type Inside = ReturnType<typeof inside>;
