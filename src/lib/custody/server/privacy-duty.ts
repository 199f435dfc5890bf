/** Giving and taking the privacy duty: who looks after restricted recordings. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	isFitForPrivacyDuty,
	PRIVACY_DUTY,
	privacyDutyHolders
} from '#lib/recordings/server/kept.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

type DutyRefusal = 'not-allowed' | 'no-such-person' | 'own-role' | 'unfit-for-duty';

/** Gives a department head or an auditor the duty, or takes it from anybody; by an administrator, never one's own. */
export function setPrivacyDuty(
	{ db, actor, now }: Context,
	userId: string,
	holds: boolean
): Promise<Decision<undefined, DutyRefusal>> {
	return db.tx(async (tx): Promise<Decision<undefined, DutyRefusal>> => {
		if (!may(actor, 'people.manage')) return refuse('not-allowed');
		const before = await privacyDutyHolders(tx, now);
		const person = await actorById(tx, userId, now);
		if (!person && !before.includes(userId)) return refuse('no-such-person');
		if (await areSamePerson(tx, userId, actor.id)) return refuse('own-role');
		if (holds && !(person && isFitForPrivacyDuty(person))) return refuse('unfit-for-duty');
		if (before.includes(userId) === holds) return accept(undefined);
		const value = holds ? [...before, userId] : before.filter((id) => id !== userId);
		const id = newId(now);
		await tx
			.insert(settings)
			.values({ id, name: PRIVACY_DUTY, value, effectiveFrom: now, setBy: actor.id, setAt: now });
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'setting.set', subject: `setting:${id}`, facts: { key: PRIVACY_DUTY, value } }
		);
		return accept(undefined);
	});
}
