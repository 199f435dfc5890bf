/** One-time links: random, kept as SHA-256 only, usable once before they expire. */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { oneTimeTokens } from './schema.ts';

/** How long a token opens something. */
const lifetimes = {
	'first-administrator': 24 * 3_600_000,
	'set-password': 24 * 3_600_000,
	'reset-second-factor': 24 * 3_600_000,
	/** Between the password and the code of a sign-in. */
	'second-factor': 5 * 60_000
} as const;
export type Purpose = keyof typeof lifetimes;

const hashed = (token: string) => createHash('sha256').update(token).digest('hex');

/** Makes a token; earlier unused ones for the same thing are void, unless they stand for sign-ins under way. */
export async function issueToken(
	tx: Writer,
	now: Date,
	purpose: Purpose,
	userId: string | null
): Promise<string> {
	const token = randomBytes(24).toString('base64url');
	const same = userId ? eq(oneTimeTokens.userId, userId) : isNull(oneTimeTokens.userId);
	const stale = purpose === 'second-factor' ? lte(oneTimeTokens.expiresAt, now) : undefined;
	await tx
		.delete(oneTimeTokens)
		.where(and(eq(oneTimeTokens.purpose, purpose), same, isNull(oneTimeTokens.usedAt), stale));
	const expiresAt = new Date(now.getTime() + lifetimes[purpose]);
	const row = {
		tokenHash: hashed(token),
		purpose,
		userId,
		createdAt: now,
		expiresAt,
		usedAt: null
	};
	await tx.insert(oneTimeTokens).values(row);
	return token;
}

/** For whom a token of one of the purposes still opens something; undefined when it does not. */
export async function tokenHolder(
	db: Reader,
	now: Date,
	purpose: Purpose | Purpose[],
	token: string
): Promise<{ userId: string | null; purpose: Purpose } | undefined> {
	const [row] = await db
		.select({ userId: oneTimeTokens.userId, purpose: oneTimeTokens.purpose })
		.from(oneTimeTokens)
		.where(
			and(
				eq(oneTimeTokens.tokenHash, hashed(token)),
				inArray(oneTimeTokens.purpose, [purpose].flat()),
				isNull(oneTimeTokens.usedAt),
				gt(oneTimeTokens.expiresAt, now)
			)
		);
	return row;
}

/** Marks a token as used. */
export async function useToken(tx: Writer, now: Date, token: string): Promise<void> {
	await tx
		.update(oneTimeTokens)
		.set({ usedAt: now })
		.where(eq(oneTimeTokens.tokenHash, hashed(token)));
}
