import { createHmac, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { secrets } from '#lib/platform/server/db/schema.ts';

/** Row of `secrets` with the key behind every draw's seed; made once, never shown. */
export const SEED_SECRET = 'draw-seed';

/** Makes the key unless it is there. */
export async function ensureSeedSecret(tx: Writer, now: Date): Promise<void> {
	await tx
		.insert(secrets)
		.values({ name: SEED_SECRET, value: randomBytes(32).toString('hex'), createdAt: now })
		.onConflictDoNothing();
}

/**
 * The seed of one draw: HMAC-SHA-256(server secret, plan id ‖ version ‖ period), joined by `:`,
 * as lower-case hex. Nobody chooses it; nobody without the secret foresees it.
 */
export async function seedFor(
	db: Reader,
	of: { planId: string; version: number; period: number }
): Promise<string> {
	const [row] = await db.select().from(secrets).where(eq(secrets.name, SEED_SECRET));
	if (!row) throw new Error('the secret behind the draws is missing');
	return createHmac('sha256', Buffer.from(row.value, 'hex'))
		.update(`${of.planId}:${of.version}:${of.period}`)
		.digest('hex');
}
