/** What a centre sets about its ledger, from the first day of the next month on. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { businessDay, dayStart, daysOfMonth, monthOfDay } from '#lib/shared/calendar.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { addMonths } from '#lib/shared/month.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import { standardSettings, type LedgerSetting, type LedgerSettingName } from '../settings.ts';
import { settingOfMonth } from './rules.ts';

export type WantedSettings = { [Name in LedgerSettingName]?: LedgerSetting<Name> };

/** Sets what is given and differs from what the next month has now; checked by its schema before. */
export function setLedger(
	{ db, actor, now, zone }: Context,
	{ reason, ...wanted }: { reason: string; settings: WantedSettings }
): Promise<Decision<{ set: number }, 'not-allowed' | 'reason-missing' | 'nothing-changed'>> {
	return db.tx(async (tx) => {
		if (!may(actor, 'scheme.manage')) return refuse('not-allowed');
		const words = cleanWords(reason);
		if (!isReason(words)) return refuse('reason-missing', { characters: FEWEST_REASON });
		const next = addMonths(monthOfDay(businessDay(now, zone)), 1);
		const effectiveFrom = dayStart(daysOfMonth(next).first, zone);
		let set = 0;
		for (const name of Object.keys(standardSettings) as LedgerSettingName[]) {
			const value = wanted.settings[name];
			const before = await settingOfMonth(tx, name, next);
			if (value === undefined || sameJson(value, before)) continue;
			const id = newId(now);
			const row = { id, name, value, effectiveFrom, setBy: actor.id, setAt: now };
			await tx.insert(settings).values(row);
			const facts = { key: name, value, from: next };
			const entry = {
				kind: 'setting.set' as const,
				subject: `setting:${id}`,
				reason: words,
				facts
			};
			await appendAudit({ tx, actor, now }, entry);
			set += 1;
		}
		return set > 0 ? accept({ set }) : refuse('nothing-changed');
	});
}
