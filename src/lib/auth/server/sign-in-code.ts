import { appendAudit } from '../../audit/server/append.ts';
import { nobody } from '../../people/role.ts';
import { actorById } from '../../people/server/actors.ts';
import type { Db } from '../../platform/server/db/client.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { knowsBrowser } from './known-browsers.ts';
import { letIn, type Door, type LetIn } from './let-in.ts';
import { takeCode } from './second-factor.ts';
import { addressKey, browserKey, codeKey, countAttempt, forgiveAttempt } from './throttle.ts';
import { tokenHolder, useToken } from './tokens.ts';

interface SignInCode extends Door {
	/** Of the cookie that the password's step left in this browser. */
	pending: string;
	/** A one-time code, or a recovery code. */
	code: string;
}

/** Whether a sign-in of this browser awaits its code; five minutes after the password it does not any more. */
export const awaitsCode = async ({ db, now }: { db: Db; now: Date }, pending: string) =>
	(await tokenHolder(db.read, now, 'second-factor', pending)) !== undefined;

/** Ends a sign-in that began with a right password. Wrong codes are slowed as wrong passwords are. */
export async function signInByCode(
	{ db, now }: { db: Db; now: Date },
	{ pending, code, ...door }: SignInCode
): Promise<Decision<LetIn, 'code-wrong' | 'code-expired' | 'wait'>> {
	return db.tx(async (tx) => {
		const holder = await tokenHolder(tx, now, 'second-factor', pending);
		const actor = holder?.userId ? await actorById(tx, holder.userId, now) : undefined;
		if (!actor) return refuse('code-expired');
		const usual = await knowsBrowser(tx, actor.id, door.browser, now);
		const keys = usual
			? [browserKey(actor.id, door.browser!)]
			: [codeKey(actor.id), addressKey(door.address)];
		const counted = await countAttempt(tx, keys, now);
		if (!counted.ok) return counted;

		const taken = await takeCode(tx, actor.id, code);
		if (!taken) {
			const subject = `user:${actor.id}`;
			const facts = { address: door.address };
			await appendAudit(
				{ tx, actor: nobody, now },
				{ kind: 'sign-in.refused', subject, reason: 'wrong-code', facts }
			);
			return refuse('code-wrong');
		}
		await forgiveAttempt(tx, keys);
		await useToken(tx, now, pending);
		return accept(await letIn(tx, actor, door, now));
	});
}
