import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Writer } from '../../platform/server/db/client.ts';
import { accept, type Decision } from '../../shared/decision.ts';
import { decideAttempt, FORGOTTEN_AFTER_MS } from '../sign-in-throttle.ts';
import { signInFailures } from './schema.ts';

/** Who tries, and from where; both are counted, unknown staff numbers like known ones. */
export interface Attempt {
	staffNo: string;
	address: string;
}

const keysOf = ({ staffNo, address }: Attempt) =>
	[
		['account', `account:${staffNo.toLowerCase().slice(0, 64)}`],
		['address', `address:${address}`]
	] as const;

/**
 * Lets an attempt through and counts it as failed at once, so that a hundred at the same time are
 * a hundred; `forgiveAttempt` takes it back. Refused attempts are not counted.
 */
export async function countAttempt(
	tx: Writer,
	attempt: Attempt,
	now: Date
): Promise<Decision<undefined, 'wait'>> {
	const keys = keysOf(attempt);
	const rows = await tx
		.select()
		.from(signInFailures)
		.where(
			inArray(
				signInFailures.key,
				keys.map(([, key]) => key)
			)
		);
	const counts: { key: string; count: number; lastAt: Date }[] = [];
	for (const [kind, key] of keys) {
		const decision = decideAttempt(
			kind,
			rows.find((row) => row.key === key),
			now
		);
		if (!decision.ok) return decision;
		counts.push({ key, count: decision.value.count + 1, lastAt: now });
	}
	const forgotten = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
	await tx.delete(signInFailures).where(lt(signInFailures.lastAt, forgotten));
	for (const row of counts)
		await tx
			.insert(signInFailures)
			.values(row)
			.onConflictDoUpdate({
				target: signInFailures.key,
				set: { count: row.count, lastAt: row.lastAt }
			});
	return accept(undefined);
}

/** After a right password: the account starts anew, the address loses what this attempt added. */
export async function forgiveAttempt(tx: Writer, attempt: Attempt): Promise<void> {
	const [[, account], [, address]] = keysOf(attempt);
	await tx.delete(signInFailures).where(eq(signInFailures.key, account));
	await tx
		.update(signInFailures)
		.set({ count: sql`${signInFailures.count} - 1` })
		.where(and(eq(signInFailures.key, address), gt(signInFailures.count, 0)));
}
