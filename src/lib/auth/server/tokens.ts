/** One-time links: random, kept as SHA-256 only, usable once before they expire. */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { oneTimeTokens } from './schema.ts';

export type Purpose = 'first-administrator' | 'set-password';
export const TOKEN_MS = 24 * 3_600_000;

const hashed = (token: string) => createHash('sha256').update(token).digest('hex');

/** Makes a token for 24 hours; earlier unused ones for the same thing are void. */
export async function issueToken(
	tx: Writer,
	now: Date,
	purpose: Purpose,
	userId: string | null
): Promise<string> {
	const token = randomBytes(24).toString('base64url');
	const same = userId ? eq(oneTimeTokens.userId, userId) : isNull(oneTimeTokens.userId);
	await tx
		.delete(oneTimeTokens)
		.where(and(eq(oneTimeTokens.purpose, purpose), same, isNull(oneTimeTokens.usedAt)));
	const expiresAt = new Date(now.getTime() + TOKEN_MS);
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

/** For whom a token still opens something; undefined when it does not. */
export async function tokenHolder(
	db: Reader,
	now: Date,
	purpose: Purpose,
	token: string
): Promise<{ userId: string | null } | undefined> {
	const [row] = await db
		.select({ userId: oneTimeTokens.userId })
		.from(oneTimeTokens)
		.where(
			and(
				eq(oneTimeTokens.tokenHash, hashed(token)),
				eq(oneTimeTokens.purpose, purpose),
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
