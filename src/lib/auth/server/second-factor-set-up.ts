import { randomInt } from 'node:crypto';
import { and, count, eq, isNull } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { appendAudit } from '../../audit/server/append.ts';
import type { Context } from '../../people/server/context.ts';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import {
	PERIOD_MS,
	RECOVERY_ALPHABET,
	RECOVERY_CODES,
	RECOVERY_LENGTH,
	recoveryCodeText,
	typedCode
} from '../second-factor.ts';
import { mustHaveSecondFactor } from '../sign-in-settings.ts';
import type { StepUpRefusal } from '../step-up.ts';
import { recoveryCodes, totpKeys } from './schema.ts';
import { hashedCode, hasSecondFactor, stepOf } from './second-factor.ts';
import { signInSettingsAt } from './sign-in-settings.ts';
import { proveAgain, type Proof } from './step-up.ts';

/** How it stands with a person's second factor. `pending`: the key that awaits its first code. */
export async function secondFactorOf(db: Reader, { id, staffNo }: { id: string; staffNo: string }) {
	const [key] = await db.select().from(totpKeys).where(eq(totpKeys.userId, id));
	const [left] = await db
		.select({ codes: count() })
		.from(recoveryCodes)
		.where(and(eq(recoveryCodes.userId, id), isNull(recoveryCodes.usedAt)));
	return {
		since: key?.confirmedAt ?? null,
		codesLeft: left?.codes ?? 0,
		pending: key && !key.confirmedAt ? keyToShow(key.secret, staffNo) : null
	};
}

/** The key as a person types it, and as an authenticator reads it from a picture. */
function keyToShow(secret: string, staffNo: string) {
	const period = PERIOD_MS / 1000;
	const totp = new TOTP({
		issuer: 'Listenback',
		label: staffNo,
		secret: Secret.fromBase32(secret),
		period
	});
	return { secret, uri: totp.toString() };
}

/** Makes a key that counts once a code of it has been typed; another one that awaited it is void. */
export async function beginSecondFactor(
	context: Context,
	proof: Proof
): Promise<Decision<undefined, 'second-factor-stands' | StepUpRefusal>> {
	const { db, actor, now } = context;
	const proved = await proveAgain(context, proof);
	if (!proved.ok) return proved;
	return db.tx(async (tx) => {
		if (await hasSecondFactor(tx, actor.id)) return refuse('second-factor-stands');
		const fresh = { secret: new Secret({ size: 20 }).base32, createdAt: now, lastStep: 0 };
		await tx
			.insert(totpKeys)
			.values({ userId: actor.id, ...fresh })
			.onConflictDoUpdate({ target: totpKeys.userId, set: fresh });
		return accept(undefined);
	});
}

/** Confirms the key by a first code; the answer is the recovery codes, shown this once. */
export async function confirmSecondFactor(
	{ db, actor, now }: Context,
	typed: string
): Promise<Decision<string[], 'code-wrong' | 'second-factor-stands' | 'nothing-to-confirm'>> {
	return db.tx(async (tx) => {
		const [key] = await tx.select().from(totpKeys).where(eq(totpKeys.userId, actor.id));
		if (!key) return refuse('nothing-to-confirm');
		if (key.confirmedAt) return refuse('second-factor-stands');
		const step = stepOf(key.secret, typedCode(typed), new Date());
		if (step === undefined) return refuse('code-wrong');
		await tx
			.update(totpKeys)
			.set({ confirmedAt: now, lastStep: step })
			.where(eq(totpKeys.userId, actor.id));
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'second-factor.set', subject: `user:${actor.id}` }
		);
		return accept(await makeRecoveryCodes(tx, { actor, now }));
	});
}

/** Ten new recovery codes in place of those before. */
export async function renewRecoveryCodes(
	context: Context,
	proof: Proof
): Promise<Decision<string[], 'no-second-factor' | StepUpRefusal>> {
	const { db, actor } = context;
	const proved = await proveAgain(context, proof);
	if (!proved.ok) return proved;
	return db.tx(async (tx) =>
		(await hasSecondFactor(tx, actor.id))
			? accept(await makeRecoveryCodes(tx, context))
			: refuse('no-second-factor')
	);
}

async function makeRecoveryCodes(tx: Writer, { actor, now }: Pick<Context, 'actor' | 'now'>) {
	const codes = Array.from({ length: RECOVERY_CODES }, () =>
		Array.from(
			{ length: RECOVERY_LENGTH },
			() => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]
		).join('')
	);
	await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, actor.id));
	const kept = codes.map((code) => ({
		codeHash: hashedCode(actor.id, code),
		userId: actor.id,
		createdAt: now
	}));
	await tx.insert(recoveryCodes).values(kept);
	await appendAudit(
		{ tx, actor, now },
		{ kind: 'recovery-codes.made', subject: `user:${actor.id}` }
	);
	return codes.map(recoveryCodeText);
}

/** Takes away the actor's own second factor, unless one of their roles must have it. */
export async function removeSecondFactor(
	context: Context,
	proof: Proof
): Promise<Decision<undefined, 'no-second-factor' | 'second-factor-required' | StepUpRefusal>> {
	const { db, actor, now } = context;
	const proved = await proveAgain(context, proof);
	if (!proved.ok) return proved;
	return db.tx(async (tx) => {
		if (!(await hasSecondFactor(tx, actor.id))) return refuse('no-second-factor');
		const settings = await signInSettingsAt(tx, now);
		if (mustHaveSecondFactor(actor, settings)) return refuse('second-factor-required');
		await dropSecondFactor(tx, actor.id);
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'second-factor.removed', subject: `user:${actor.id}` }
		);
		return accept(undefined);
	});
}

/** Removes key and recovery codes; whether there were any. */
export async function dropSecondFactor(tx: Writer, userId: string): Promise<boolean> {
	await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
	const gone = await tx
		.delete(totpKeys)
		.where(eq(totpKeys.userId, userId))
		.returning({ userId: totpKeys.userId });
	return gone.length > 0;
}
