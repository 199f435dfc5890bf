/**
 * What the state of custody means for every list, player and draw: only what is kept is heard,
 * listed and drawn. What is restricted does not exist for anybody but those with the privacy duty
 * (docs/custody.md).
 */
import { sql, type SQL } from 'drizzle-orm';
import { hasRole } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { settingInForce } from '#lib/platform/server/db/settings.ts';
import type { CustodyState } from '../custody-state.ts';
import { recordings } from './schema.ts';

/** The condition on `recordings` that all which lists, searches, plays or draws puts into its WHERE; chooses no index. */
export const isKept: SQL = sql`${recordings.custody} = 'kept'`;

/** For what is told about recordings elsewhere, such as their reviews: the restricted ones are left out. */
export const isNotRestricted: SQL = sql`${recordings.custody} <> 'restricted'`;

/** Name of the setting: user ids of those who look after restricted recordings. */
export const PRIVACY_DUTY = 'custody.privacy-duty';

/** Ids of those who have the privacy duty at `now`, in force of the newest setting; nobody at first. */
export async function privacyDutyHolders(read: Reader, now: Date): Promise<string[]> {
	return ((await settingInForce(read, PRIVACY_DUTY, now)) as string[] | undefined) ?? [];
}

/** Only a department head or an auditor has the duty: whoever is neither by now has it no longer. */
export const isFitForPrivacyDuty = (actor: Pick<Actor, 'id' | 'name' | 'grants'>): boolean =>
	hasRole(actor, 'department-head') || hasRole(actor, 'auditor');

export async function hasPrivacyDuty(
	read: Reader,
	{ actor, now }: { actor: Actor; now: Date }
): Promise<boolean> {
	return isFitForPrivacyDuty(actor) && (await privacyDutyHolders(read, now)).includes(actor.id);
}

/** Whether a recording in this state exists for the actor at all, as far as custody goes; their reach is the policy's matter. */
export const existsFor = async (
	read: Reader,
	who: { actor: Actor; now: Date },
	custody: CustodyState
): Promise<boolean> => custody !== 'restricted' || hasPrivacyDuty(read, who);
