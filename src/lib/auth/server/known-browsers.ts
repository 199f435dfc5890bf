/**
 * Browsers in which a person has signed in before. Guesses made elsewhere slow down whoever tries
 * elsewhere; the right person, at the usual machine, has a patience of their own.
 */
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { knownBrowsers } from './schema.ts';

/** A browser in which nobody of these has signed in for so long is unknown again. */
const KNOWN_MS = 180 * 86_400_000;

export const hashedBrowser = (browser: string): string =>
	createHash('sha256').update(browser).digest('hex');

/** Whether the person has signed in in the browser with that cookie. */
export async function knowsBrowser(
	db: Reader,
	userId: string,
	browser: string | undefined,
	now: Date
): Promise<boolean> {
	if (!browser) return false;
	const [row] = await db
		.select({ seenAt: knownBrowsers.seenAt })
		.from(knownBrowsers)
		.where(
			and(eq(knownBrowsers.browserHash, hashedBrowser(browser)), eq(knownBrowsers.userId, userId))
		);
	return row !== undefined && now.getTime() - row.seenAt.getTime() < KNOWN_MS;
}

/** Remembers the browser of a sign-in; the answer belongs into its cookie. */
export async function rememberBrowser(
	tx: Writer,
	userId: string,
	browser: string | undefined,
	now: Date
): Promise<string> {
	const kept =
		browser && /^[\w-]{32}$/.test(browser) ? browser : randomBytes(24).toString('base64url');
	const row = { browserHash: hashedBrowser(kept), userId, seenAt: now };
	await tx
		.insert(knownBrowsers)
		.values(row)
		.onConflictDoUpdate({
			target: [knownBrowsers.browserHash, knownBrowsers.userId],
			set: { seenAt: now }
		});
	await tx
		.delete(knownBrowsers)
		.where(lt(knownBrowsers.seenAt, new Date(now.getTime() - KNOWN_MS)));
	return kept;
}

/** Forgets every browser of a person: whoever has the old password guesses from outside again. */
export async function forgetBrowsers(tx: Writer, userId: string): Promise<void> {
	await tx.delete(knownBrowsers).where(eq(knownBrowsers.userId, userId));
}
