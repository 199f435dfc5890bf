import {
	custodySettings,
	isQuarantine,
	MOST_DAYS,
	setCustody
} from '#lib/custody/server/settings.ts';
import { QUARANTINE_DAYS } from '#lib/custody/deletion.ts';
import { UsageError, type Command } from './command.ts';

export const custodySettingsCommand: Command = {
	name: 'custody settings',
	summary: 'Shows or sets how empty recordings are deleted; a change is in the audit chain.',
	usage: '[--allow-no-speech yes|no] [--quarantine-days N] [--json]',
	options: {
		'allow-no-speech': {
			type: 'string',
			help: 'whether sound without speech may be applied for: yes or no'
		},
		'quarantine-days': {
			type: 'string',
			help: `days from approval to purge, ${QUARANTINE_DAYS} to ${MOST_DAYS}`
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
		const runtime = await call.runtime();
		const given = runtime.context();
		const set =
			allow === undefined && days === undefined
				? await custodySettings(given.db.read, given.now)
				: await setCustody(given, {
						...(allow !== undefined && { allowNoSpeech: allow === 'yes' }),
						...(days !== undefined && { quarantineDays: Number(days) })
					});
		call.answer(set, () => [
			`sound without speech may be applied for: ${set.allowNoSpeech ? 'yes' : 'no'}`,
			`days of quarantine: ${set.quarantineDays}`
		]);
		return 0;
	}
};
