/** The windows of disputes and acknowledgements, in working days of the centre: the newest setting that has begun is in force. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { workingCalendar } from '#lib/calendar/server/queries.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import { settingInForce } from '#lib/platform/server/db/settings.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	closingInstant,
	daysToKnow,
	LONGEST_WINDOW,
	standardDisputeSettings,
	type DisputeSettings
} from '../dispute-window.ts';

const names = {
	windowDays: 'disputes.window-days',
	rulingDays: 'disputes.ruling-days',
	lapseDays: 'reviews.lapse-days'
} as const satisfies Record<keyof DisputeSettings, string>;

export const isWindow = (days: unknown): days is number =>
	Number.isInteger(days) && Number(days) >= 1 && Number(days) <= LONGEST_WINDOW;

export async function disputeSettings(read: Reader, now: Date): Promise<DisputeSettings> {
	const one = async (key: keyof DisputeSettings) => {
		const days = await settingInForce(read, names[key], now);
		return isWindow(days) ? days : standardDisputeSettings[key];
	};
	return {
		windowDays: await one('windowDays'),
		rulingDays: await one('rulingDays'),
		lapseDays: await one('lapseDays')
	};
}

/** Sets what is given, from now on; checked by the caller. A dispute keeps the window that it was raised in. */
export async function setDisputeSettings(
	{ db, actor, now }: Context,
	wanted: Partial<DisputeSettings>
): Promise<DisputeSettings> {
	return db.tx(async (tx) => {
		const before = await disputeSettings(tx, now);
		for (const key of Object.keys(names) as (keyof DisputeSettings)[]) {
			const value = wanted[key];
			if (value === undefined || value === before[key]) continue;
			const id = newId(now);
			const row = { id, name: names[key], value, effectiveFrom: now };
			await tx.insert(settings).values({ ...row, setBy: actor.id, setAt: now });
			await appendAudit(
				{ tx, actor, now },
				{ kind: 'setting.set', subject: `setting:${id}`, facts: { key: names[key], value } }
			);
		}
		return disputeSettings(tx, now);
	});
}

type Closing = (from: Date, days: number) => Date;

/** Closing instants of windows that opened at `since` or later, by the calendar as it stands. */
export async function closings(
	read: Reader,
	{ since, now, zone }: { since: Date; now: Date; zone: string }
): Promise<Closing> {
	const { from } = daysToKnow(since, 0, zone);
	const { to } = daysToKnow(now > since ? now : since, LONGEST_WINDOW, zone);
	const calendar = await workingCalendar(read, { from, to });
	return (opened, days) => closingInstant(calendar, { from: opened, days, zone });
}
