import { penaltyFor, type PenaltyStep } from '#lib/ledger/penalty.ts';
import { isReadingName, readingNames, readings } from '#lib/ledger/readings.ts';
import { penaltyTableFor } from '#lib/ledger/server/penalty-tables.ts';
import { businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { yuanText } from '#lib/shared/money.ts';
import { UsageError, type Call, type Command } from './command.ts';

export const penalty: Command = {
	name: 'penalty',
	summary: 'Prices a number of severe items by the table in force.',
	usage: '--severe N [--reading NAME]',
	options: {
		severe: { type: 'string', help: 'severe items of one agent in one month' },
		reading: {
			type: 'string',
			help: `a ready table instead of the one in force: ${readingNames.join(', ')}`
		}
	},
	async run(call) {
		const severe = call.text('severe') ?? '';
		if (!/^\d{1,4}$/.test(severe) || call.positionals.length > 0)
			throw new UsageError('penalty: --severe must be a whole number such as 5');
		const steps = await stepsOf(call);
		const { perItemFen, totalFen } = penaltyFor(steps, Number(severe));
		call.answer({ perItem: perItemFen, total: totalFen }, () => [
			...perItemFen.map((fen, index) => `${index + 1}. ${yuanText(fen)}`),
			`total ${yuanText(totalFen)}`
		]);
		return 0;
	}
};

async function stepsOf(call: Call): Promise<readonly PenaltyStep[]> {
	const reading = call.text('reading');
	if (reading !== undefined) {
		if (isReadingName(reading)) return readings[reading];
		throw new UsageError(`penalty: --reading must be one of ${readingNames.join(', ')}`);
	}
	const runtime = await call.runtime();
	const { db, now, zone } = runtime.context();
	return (await penaltyTableFor(db.read, monthOfDay(businessDay(now, zone)))).steps;
}
