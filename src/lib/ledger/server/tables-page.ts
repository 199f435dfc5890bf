/** What the page of price tables and settings shows. */
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { addMonths } from '#lib/shared/month.ts';
import { penaltyFor } from '../penalty.ts';
import { readingNames, readings } from '../readings.ts';
import { penaltyVersions } from './choose-table.ts';
import { settingOfMonth } from './rules.ts';

/** Items whose prices show what a table means. */
const SHOWN = 6;

export async function tablesPage({ db, actor, now, zone }: Context) {
	const month = monthOfDay(businessDay(now, zone));
	const next = addMonths(month, 1);
	const shares = await settingOfMonth(db.read, 'ledger.self-reported', next);
	return {
		next,
		mayManage: may(actor, 'scheme.manage'),
		versions: (await penaltyVersions(db.read)).map((version) => ({
			...version,
			examples: penaltyFor(version.steps, SHOWN).perItemFen
		})),
		readings: readingNames.map((name) => ({
			name,
			examples: penaltyFor(readings[name], SHOWN).perItemFen
		})),
		settings: {
			severe: shares.severe / 10,
			violation: shares.violation / 10,
			twoHeadsFen: await settingOfMonth(db.read, 'ledger.two-heads-from-fen', next),
			payShare: (await settingOfMonth(db.read, 'ledger.pay-share', next)) / 10
		}
	};
}
