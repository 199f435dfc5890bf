/** What lines of a month are priced by. */
import type { Reader } from '#lib/platform/server/db/client.ts';
import { settingInForce } from '#lib/platform/server/db/settings.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { LedgerRule } from '../posting.ts';
import { ledgerSetting, within, type LedgerSetting, type LedgerSettingName } from '../settings.ts';
import { penaltyTableFor } from './penalty-tables.ts';

export async function ledgerRule(read: Reader, month: BusinessMonth): Promise<LedgerRule> {
	const { version, steps } = await penaltyTableFor(read, month);
	return {
		version,
		steps,
		shares: await settingOfMonth(read, 'ledger.self-reported', month),
		values: await settingOfMonth(read, 'ledger.line-values', month)
	};
}

/** A setting as it holds all month. */
export const settingOfMonth = async <Name extends LedgerSettingName>(
	read: Reader,
	name: Name,
	month: BusinessMonth
): Promise<LedgerSetting<Name>> =>
	ledgerSetting(name, await settingInForce(read, name, within(month)));
