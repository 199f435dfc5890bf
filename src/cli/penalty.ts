import { penaltyFor } from '#lib/ledger/penalty.ts';
import { penaltyTableFor } from '#lib/ledger/server/penalty-tables.ts';
import { businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { yuanText } from '#lib/shared/money.ts';
import { UsageError, type Command } from './command.ts';

export const penalty: Command = {
	name: 'penalty',
	summary: 'Prices a number of severe items by the table in force.',
	usage: '--severe N',
	options: { severe: { type: 'string', help: 'severe items of one agent in one month' } },
	async run(call) {
		const severe = call.text('severe') ?? '';
		if (!/^\d{1,4}$/.test(severe) || call.positionals.length > 0)
			throw new UsageError('penalty: --severe must be a whole number such as 5');
		const runtime = await call.runtime();
		const { db, now, zone } = runtime.context();
		const { steps } = await penaltyTableFor(db.read, monthOfDay(businessDay(now, zone)));
		const { perItemFen, totalFen } = penaltyFor(steps, Number(severe));
		call.answer({ perItem: perItemFen, total: totalFen }, () => [
			...perItemFen.map((fen, index) => `${index + 1}. ${yuanText(fen)}`),
			`total ${yuanText(totalFen)}`
		]);
		return 0;
	}
};
