/**
 * Takes codes of the second factor. Codes follow the wall clock, as the person's device does, also
 * in a rehearsal with a shifted one.
 */
import { createHash } from 'node:crypto';
import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { isOneTimeCode, isRecoveryCode, PERIOD_MS, typedCode, WINDOW } from '../second-factor.ts';
import { recoveryCodes, totpKeys } from './schema.ts';

export const hashedCode = (userId: string, code: string): string =>
	createHash('sha256').update(`${userId}:${code}`).digest('hex');

/** Whether the account asks for a code: a key that a first code has confirmed. */
export async function hasSecondFactor(read: Reader, userId: string): Promise<boolean> {
	const [key] = await read
		.select({ userId: totpKeys.userId })
		.from(totpKeys)
		.where(and(eq(totpKeys.userId, userId), isNotNull(totpKeys.confirmedAt)));
	return key !== undefined;
}

/** The step to which `code` belongs at `at`, within the window; compared in constant time. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
	if (!isOneTimeCode(code)) return undefined;
	const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD_MS / 1000 });
	const delta = totp.validate({ token: code, timestamp: at.getTime(), window: WINDOW });
	return delta === null ? undefined : Math.floor(at.getTime() / PERIOD_MS) + delta;
}

/** Takes a one-time code or a recovery code of the person; false when it is none, or was taken before. */
export async function takeCode(
	tx: Writer,
	userId: string,
	typed: string
): Promise<'one-time' | 'recovery' | false> {
	const code = typedCode(typed);
	const at = new Date();
	if (isRecoveryCode(code)) {
		const used = await tx
			.update(recoveryCodes)
			.set({ usedAt: at })
			.where(
				and(eq(recoveryCodes.codeHash, hashedCode(userId, code)), isNull(recoveryCodes.usedAt))
			)
			.returning({ userId: recoveryCodes.userId });
		return used.length > 0 && 'recovery';
	}
	const [key] = await tx.select().from(totpKeys).where(eq(totpKeys.userId, userId));
	const step = key?.confirmedAt ? stepOf(key.secret, code, at) : undefined;
	if (step === undefined) return false;
	const taken = await tx
		.update(totpKeys)
		.set({ lastStep: step })
		.where(and(eq(totpKeys.userId, userId), lt(totpKeys.lastStep, step)))
		.returning({ userId: totpKeys.userId });
	return taken.length > 0 && 'one-time';
}
