import { appendAudit } from '../../audit/server/append.ts';
import { notify } from '../../notifications/server/notify.ts';
import type { Actor } from '../../people/role.ts';
import type { Writer } from '../../platform/server/db/client.ts';
import { rememberBrowser } from './known-browsers.ts';
import { endOldest } from './session-list.ts';
import { beginSession } from './sessions.ts';
import { signInSettingsAt } from './sign-in-settings.ts';

/** From where somebody signs in. */
export interface Door {
	address: string;
	agent: string;
	/** Of the browser's cookie, where it has one (known-browsers.ts). */
	browser?: string | undefined;
}

export interface LetIn {
	kind: 'in';
	userId: string;
	/** Belongs into the session's cookie. */
	token: string;
	/** Belongs into the browser's cookie. */
	browser: string;
	/** Older sessions of the person that ended to make room. */
	displaced: number;
}

/** Begins the session of a person who has proved to be themselves; the oldest one over the limit ends. */
export async function letIn(tx: Writer, actor: Actor, door: Door, now: Date): Promise<LetIn> {
	const { address, agent } = door;
	const token = await beginSession(tx, actor.id, { address, agent: agent.slice(0, 200) });
	const { sessionsAtOnce } = await signInSettingsAt(tx, now);
	const displaced = await endOldest(tx, actor.id, sessionsAtOnce);
	const browser = await rememberBrowser(tx, actor.id, door.browser, now);
	const subject = `user:${actor.id}`;
	await appendAudit({ tx, actor, now }, { kind: 'signed-in', subject, facts: { address } });
	if (displaced > 0) {
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'session.ended', subject, reason: 'too-many', facts: { sessions: displaced } }
		);
		const notice = { kind: 'session-displaced' as const, path: '/account' };
		await notify(tx, now, { ...notice, to: [actor.id], facts: { count: displaced } });
	}
	return { kind: 'in', userId: actor.id, token, browser, displaced };
}
