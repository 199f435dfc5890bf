/** The settings of custody: the newest row of a name that has begun is in force. */
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import { settingInForce } from '#lib/platform/server/db/settings.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { BUDGET_SETTING, budgetOf } from '#lib/recordings/unmasking.ts';
import { QUARANTINE_DAYS } from '../deletion.ts';

const ALLOW_NO_SPEECH = 'custody.allow-no-speech';
const DAYS = 'custody.quarantine-days';
/** Longest quarantine that may be set. */
export const MOST_DAYS = 365;

interface CustodySettings {
	/** Whether the deletion of sound without speech may be applied for. */
	allowNoSpeech: boolean;
	/** Days from approval to purge. */
	quarantineDays: number;
	/** Customers' numbers that a person may read whole in a business day. */
	unmaskBudget: number;
}

export async function custodySettings(read: Reader, now: Date): Promise<CustodySettings> {
	const days = await settingInForce(read, DAYS, now);
	return {
		allowNoSpeech: (await settingInForce(read, ALLOW_NO_SPEECH, now)) === true,
		quarantineDays: isQuarantine(days) ? days : QUARANTINE_DAYS,
		unmaskBudget: budgetOf(await settingInForce(read, BUDGET_SETTING, now))
	};
}

/** A quarantine is never shorter than the usual one. */
export const isQuarantine = (days: unknown): days is number =>
	Number.isInteger(days) && Number(days) >= QUARANTINE_DAYS && Number(days) <= MOST_DAYS;

/** Sets what is given, from now on; checked by the caller. Recordings in quarantine keep the end they have. */
export async function setCustody(
	{ db, actor, now }: Context,
	wanted: Partial<CustodySettings>
): Promise<CustodySettings> {
	return db.tx(async (tx) => {
		const before = await custodySettings(tx, now);
		const set = async (name: string, value: unknown) => setOne(tx, { actor, now }, name, value);
		if (wanted.allowNoSpeech !== undefined && wanted.allowNoSpeech !== before.allowNoSpeech)
			await set(ALLOW_NO_SPEECH, wanted.allowNoSpeech);
		if (wanted.quarantineDays !== undefined && wanted.quarantineDays !== before.quarantineDays)
			await set(DAYS, wanted.quarantineDays);
		if (wanted.unmaskBudget !== undefined && wanted.unmaskBudget !== before.unmaskBudget)
			await set(BUDGET_SETTING, wanted.unmaskBudget);
		return custodySettings(tx, now);
	});
}

async function setOne(
	tx: Writer,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	name: string,
	value: unknown
) {
	const id = newId(now);
	const row = { id, name, value, effectiveFrom: now, setBy: actor.id, setAt: now };
	await tx.insert(settings).values(row);
	await appendAudit(
		{ tx, actor, now },
		{ kind: 'setting.set', subject: `setting:${id}`, facts: { key: name, value } }
	);
}
