/** A person's own settings. How loud somebody listens is nobody's evidence: no entry in the chain. */
import { eq } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { accept, refuse } from '../../shared/decision.ts';
import { isUserSettingName, userSettingOf, type UserSettings } from '../user-setting.ts';
import type { Context } from './context.ts';
import { userSettings } from './schema.ts';

interface Db {
	read: Reader;
}

/** All that the person has set; what no longer fits its form is left out. */
export async function savedSettings(db: Db, userId: string): Promise<UserSettings> {
	const { name, value } = userSettings;
	const rows = await db.read
		.select({ name, value })
		.from(userSettings)
		.where(eq(userSettings.userId, userId));
	return Object.fromEntries(
		rows.flatMap((row) => {
			const kept = isUserSettingName(row.name) && userSettingOf(row.name, row.value);
			return kept ? [[row.name, kept]] : [];
		})
	);
}

/** Keeps the actor's own setting; the last one counts. Refused: a name that is not in the list, a value that does not fit it. */
export async function saveSetting({ db, actor, now }: Context, name: string, value: unknown) {
	if (!isUserSettingName(name)) return refuse('unknown-setting');
	const kept = userSettingOf(name, value);
	if (!kept) return refuse('invalid-setting');

	await db.tx((tx) =>
		tx
			.insert(userSettings)
			.values({ userId: actor.id, name, value: kept, savedAt: now })
			.onConflictDoUpdate({
				target: [userSettings.userId, userSettings.name],
				set: { value: kept, savedAt: now }
			})
			.returning({ name: userSettings.name })
	);
	return accept(name);
}
