/** Sessions that people end: their own others, and an administrator anybody's. */
import { appendAudit } from '../../audit/server/append.ts';
import { may } from '../../people/permissions.ts';
import type { Context } from '../../people/server/context.ts';
import { isId } from '../../platform/server/ids.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { endSessionsOf } from './session-list.ts';

/** Ends all the actor's sessions but the one of `handle`; how many these were. */
export async function endOtherSessions({ db, actor, now }: Context, handle: string) {
	return db.tx(async (tx) => {
		const ended = await endSessionsOf(tx, actor.id, handle);
		const facts = { sessions: ended };
		if (ended > 0)
			await appendAudit(
				{ tx, actor, now },
				{ kind: 'session.ended', subject: `user:${actor.id}`, reason: 'others', facts }
			);
		return accept(ended);
	});
}

/** Ends all sessions of a person; their next request meets the sign-in page. */
export async function endSessionsOfPerson(
	{ db, actor, now }: Context,
	userId: string
): Promise<Decision<number, 'not-allowed' | 'no-such-person' | 'nothing-to-end'>> {
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	if (!isId(userId)) return refuse('no-such-person');
	return db.tx(async (tx) => {
		const ended = await endSessionsOf(tx, userId);
		if (ended === 0) return refuse('nothing-to-end');
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'session.ended',
				subject: `user:${userId}`,
				reason: 'administrator',
				facts: { sessions: ended }
			}
		);
		return accept(ended);
	});
}
