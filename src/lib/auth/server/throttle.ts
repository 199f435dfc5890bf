import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { accept, type Decision } from '../../shared/decision.ts';
import { decideAttempt, FORGOTTEN_AFTER_MS, type ThrottleKind } from '../sign-in-throttle.ts';
import { hashedBrowser } from './known-browsers.ts';
import { signInFailures } from './schema.ts';

/** What failures are counted by: its patience, and its name. */
type ThrottleKey = readonly [kind: ThrottleKind, key: string];

export const accountKey = (staffNo: string): ThrottleKey => [
	'account',
	`account:${staffNo.trim().toLowerCase().slice(0, 64)}`
];
export const addressKey = (address: string): ThrottleKey => ['address', `address:${address}`];
/** Proofs by a person who is in: those who try at the door neither help nor hinder. */
export const stepUpKey = (userId: string): ThrottleKey => ['account', `step-up:${userId}`];
/** Codes after a right password. */
export const codeKey = (userId: string): ThrottleKey => ['account', `code:${userId}`];
/** Tries for a person in a browser in which that person has signed in before. */
export const browserKey = (userId: string, browser: string): ThrottleKey => [
	'account',
	`browser:${userId}:${hashedBrowser(browser)}`
];

interface Counted {
	key: string;
	count: number;
	lastAt: Date;
}

/** Whether an attempt at `now` would be let through, and what the counts would be then; nothing is counted. */
export async function mayAttempt(
	read: Reader,
	keys: readonly ThrottleKey[],
	now: Date
): Promise<Decision<Counted[], 'wait'>> {
	const names = keys.map(([, key]) => key);
	const rows = await read.select().from(signInFailures).where(inArray(signInFailures.key, names));
	const counts: Counted[] = [];
	for (const [kind, key] of keys) {
		const failures = rows.find((row) => row.key === key);
		const decision = decideAttempt(kind, failures, now);
		if (!decision.ok) return decision;
		counts.push({ key, count: decision.value.count + 1, lastAt: now });
	}
	return accept(counts);
}

/**
 * Lets an attempt through and counts it as failed at once, so that a hundred at the same time are
 * a hundred; `forgiveAttempt` takes it back. Refused attempts are not counted.
 */
export async function countAttempt(
	tx: Writer,
	keys: readonly ThrottleKey[],
	now: Date
): Promise<Decision<undefined, 'wait'>> {
	const decision = await mayAttempt(tx, keys, now);
	if (!decision.ok) return decision;
	const forgotten = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
	await tx.delete(signInFailures).where(lt(signInFailures.lastAt, forgotten));
	for (const row of decision.value)
		await tx
			.insert(signInFailures)
			.values(row)
			.onConflictDoUpdate({
				target: signInFailures.key,
				set: { count: row.count, lastAt: row.lastAt }
			});
	return accept(undefined);
}

/** After a right answer: an account starts anew, an address loses what this attempt added. */
export async function forgiveAttempt(tx: Writer, keys: readonly ThrottleKey[]): Promise<void> {
	for (const [kind, key] of keys)
		if (kind === 'account') await tx.delete(signInFailures).where(eq(signInFailures.key, key));
		else
			await tx
				.update(signInFailures)
				.set({ count: sql`${signInFailures.count} - 1` })
				.where(and(eq(signInFailures.key, key), gt(signInFailures.count, 0)));
}
