import * as v from 'valibot';
import { appendAudit } from '../../audit/server/append.ts';
import { may } from '../../people/permissions.ts';
import type { Actor } from '../../people/role.ts';
import type { Context } from '../../people/server/context.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { settings } from '../../platform/server/db/schema.ts';
import { settingInForce } from '../../platform/server/db/settings.ts';
import { newId } from '../../platform/server/ids.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { mustHaveSecondFactor, signInSettings, type SignInSettings } from '../sign-in-settings.ts';
import type { StepUpRefusal } from '../step-up.ts';
import { hasSecondFactor } from './second-factor.ts';
import { proveAgain, type Proof } from './step-up.ts';

const names = {
	secondFactorRoles: 'auth.second-factor-roles',
	sessionsAtOnce: 'auth.sessions-at-once'
} as const satisfies Record<keyof SignInSettings, string>;

export async function signInSettingsAt(db: Reader, now: Date): Promise<SignInSettings> {
	return v.parse(signInSettings, {
		secondFactorRoles: await settingInForce(db, names.secondFactorRoles, now),
		sessionsAtOnce: await settingInForce(db, names.sessionsAtOnce, now)
	});
}

/** Whether the actor must set up a second factor before anything else. */
export async function owesSecondFactor(db: Reader, actor: Actor, now: Date): Promise<boolean> {
	const secondFactorRoles = v.parse(
		signInSettings.entries.secondFactorRoles,
		await settingInForce(db, names.secondFactorRoles, now)
	);
	return (
		mustHaveSecondFactor(actor, { secondFactorRoles }) && !(await hasSecondFactor(db, actor.id))
	);
}

/** Sets what changed, from now on, by an administrator after a step-up. */
export async function setSignInSettings(
	context: Context,
	wanted: SignInSettings,
	proof: Proof
): Promise<Decision<undefined, 'not-allowed' | 'unchanged' | StepUpRefusal>> {
	const { db, actor, now } = context;
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	const proved = await proveAgain(context, proof);
	if (!proved.ok) return proved;

	return db.tx(async (tx) => {
		const standing = await signInSettingsAt(tx, now);
		const changed = (Object.keys(names) as (keyof SignInSettings)[]).filter(
			(key) => JSON.stringify(standing[key]) !== JSON.stringify(wanted[key])
		);
		if (changed.length === 0) return refuse('unchanged');
		for (const key of changed) {
			const [name, value] = [names[key], wanted[key]];
			const row = { id: newId(now), name, value, effectiveFrom: now, setBy: actor.id, setAt: now };
			await tx.insert(settings).values(row);
			await appendAudit(
				{ tx, actor, now },
				{ kind: 'setting.set', subject: `setting:${name}`, facts: { value } }
			);
		}
		return accept(undefined);
	});
}
