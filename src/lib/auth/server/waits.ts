import { eq, inArray } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import { may } from '../../people/permissions.ts';
import type { Context } from '../../people/server/context.ts';
import { users } from '../../people/server/schema.ts';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { isId } from '../../platform/server/ids.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { FORGOTTEN_AFTER_MS, waitMs } from '../sign-in-throttle.ts';
import { signInFailures } from './schema.ts';
import { accountKey, codeKey, stepUpKey } from './throttle.ts';

async function failuresOf(db: Reader | Writer, userId: string) {
	const [person] = await db
		.select({ staffNo: users.staffNo })
		.from(users)
		.where(eq(users.id, userId));
	if (!person) return undefined;
	const keys = [accountKey(person.staffNo), codeKey(userId), stepUpKey(userId)].map(([, k]) => k);
	const rows = await db.select().from(signInFailures).where(inArray(signInFailures.key, keys));
	return { keys, rows };
}

/** Until when the person must wait for another try at a browser not yet known; null when nobody must. */
export async function waitsUntil(db: Reader, userId: string, now: Date): Promise<Date | null> {
	const found = await failuresOf(db, userId);
	const ends = (found?.rows ?? [])
		.filter(({ lastAt }) => now.getTime() - lastAt.getTime() < FORGOTTEN_AFTER_MS)
		.map(({ count, lastAt }) => lastAt.getTime() + waitMs('account', count));
	const last = Math.max(0, ...ends);
	return last > now.getTime() ? new Date(last) : null;
}

/** Lets a person try again at once, by an administrator. */
export async function clearWaits(
	{ db, actor, now }: Context,
	userId: string
): Promise<Decision<undefined, 'not-allowed' | 'no-such-person' | 'nothing-to-clear'>> {
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	if (!isId(userId)) return refuse('no-such-person');
	return db.tx(async (tx) => {
		const found = await failuresOf(tx, userId);
		if (!found) return refuse('no-such-person');
		if (found.rows.length === 0) return refuse('nothing-to-clear');
		await tx.delete(signInFailures).where(inArray(signInFailures.key, found.keys));
		const subject = `user:${userId}`;
		await appendAudit({ tx, actor, now }, { kind: 'sign-in.wait-cleared', subject });
		return accept(undefined);
	});
}
