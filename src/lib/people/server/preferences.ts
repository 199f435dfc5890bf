import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { appendAudit } from '../../audit/server/append.ts';
import type { Context } from './context.ts';
import { users } from './schema.ts';

/** One or both; `system` follows the machine's light or dark. */
export const preferencesInput = v.strictObject({
	locale: v.optional(v.picklist(['en', 'zh-CN'])),
	theme: v.optional(v.picklist(['light', 'dark', 'system']))
});
type Preferences = v.InferOutput<typeof preferencesInput>;

/** Keeps the actor's own language and appearance. */
export async function savePreferences({ db, actor, now }: Context, chosen: Preferences) {
	const { locale, theme } = chosen;
	const values = {
		...(locale && { locale }),
		...(theme && { theme: theme === 'system' ? null : theme })
	};
	if (Object.keys(values).length === 0) return;
	await db.tx(async (tx) => {
		await tx.update(users).set(values).where(eq(users.id, actor.id)).returning({ id: users.id });
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'person.changed', subject: `user:${actor.id}`, facts: { ...chosen } }
		);
	});
}
