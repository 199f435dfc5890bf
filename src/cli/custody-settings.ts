import {
	custodySettings,
	isQuarantine,
	MOST_DAYS,
	setCustody
} from '#lib/custody/server/settings.ts';
import { QUARANTINE_DAYS } from '#lib/custody/deletion.ts';
import { DAILY_BUDGET, isBudget, MOST_BUDGET } from '#lib/recordings/unmasking.ts';
import { UsageError, type Command } from './command.ts';

export const custodySettingsCommand: Command = {
	name: 'custody settings',
	summary:
		'Shows or sets how empty recordings are deleted and how many numbers are read whole; a change is in the audit chain.',
	usage: '[--allow-no-speech yes|no] [--quarantine-days N] [--unmask-budget N] [--json]',
	options: {
		'allow-no-speech': {
			type: 'string',
			help: 'whether sound without speech may be applied for: yes or no'
		},
		'quarantine-days': {
			type: 'string',
			help: `days from approval to purge, ${QUARANTINE_DAYS} to ${MOST_DAYS}`
		},
		'unmask-budget': {
			type: 'string',
			help: `customers' numbers that a person may read whole in a day, 0 to ${MOST_BUDGET} (usually ${DAILY_BUDGET})`
		}
	},
	async run(call) {
		if (call.positionals.length > 0) throw new UsageError('custody settings: takes options only');
		const allow = call.text('allow-no-speech');
		const days = call.text('quarantine-days');
		if (allow !== undefined && allow !== 'yes' && allow !== 'no')
			throw new UsageError('custody settings: --allow-no-speech is yes or no');
		if (days !== undefined && !isQuarantine(Number(days)))
			throw new UsageError(
				`custody settings: --quarantine-days is ${QUARANTINE_DAYS} to ${MOST_DAYS}`
			);
		const budget = call.text('unmask-budget');
		if (budget !== undefined && !(/^\d+$/.test(budget) && isBudget(Number(budget))))
			throw new UsageError(`custody settings: --unmask-budget is 0 to ${MOST_BUDGET}`);
		const runtime = await call.runtime();
		const given = runtime.context();
		const set = [allow, days, budget].every((text) => text === undefined)
			? await custodySettings(given.db.read, given.now)
			: await setCustody(given, {
					...(allow !== undefined && { allowNoSpeech: allow === 'yes' }),
					...(days !== undefined && { quarantineDays: Number(days) }),
					...(budget !== undefined && { unmaskBudget: Number(budget) })
				});
		call.answer(set, () => [
			`sound without speech may be applied for: ${set.allowNoSpeech ? 'yes' : 'no'}`,
			`days of quarantine: ${set.quarantineDays}`,
			`numbers a person may read whole in a day: ${set.unmaskBudget}`
		]);
		return 0;
	}
};
