import { LONGEST_WINDOW, type DisputeSettings } from '#lib/reviews/dispute-window.ts';
import {
	disputeSettings,
	isWindow,
	setDisputeSettings
} from '#lib/reviews/server/dispute-settings.ts';
import { UsageError, type Command } from './command.ts';

const options = {
	'window-days': 'windowDays',
	'ruling-days': 'rulingDays',
	'lapse-days': 'lapseDays'
} as const satisfies Record<string, keyof DisputeSettings>;

export const disputeSettingsCommand: Command = {
	name: 'dispute settings',
	summary:
		'Shows or sets the working days to dispute a review, to rule on a dispute, and until a review lapses; a change is in the audit chain.',
	usage: '[--window-days N] [--ruling-days N] [--lapse-days N] [--json]',
	options: {
		'window-days': {
			type: 'string',
			help: `to dispute a review or contest a ruling, 1 to ${LONGEST_WINDOW}`
		},
		'ruling-days': { type: 'string', help: `to rule on a dispute, 1 to ${LONGEST_WINDOW}` },
		'lapse-days': {
			type: 'string',
			help: `until a review lapses unacknowledged, 1 to ${LONGEST_WINDOW}`
		}
	},
	async run(call) {
		if (call.positionals.length > 0) throw new UsageError('dispute settings: takes options only');
		const wanted: Partial<DisputeSettings> = {};
		for (const [option, key] of Object.entries(options)) {
			const text = call.text(option);
			if (text === undefined) continue;
			if (!/^\d+$/.test(text) || !isWindow(Number(text)))
				throw new UsageError(`dispute settings: --${option} is 1 to ${LONGEST_WINDOW}`);
			wanted[key] = Number(text);
		}
		const runtime = await call.runtime();
		const given = runtime.context();
		const set =
			Object.keys(wanted).length === 0
				? await disputeSettings(given.db.read, given.now)
				: await setDisputeSettings(given, wanted);
		call.answer(set, () => [
			`working days to dispute a review: ${set.windowDays}`,
			`working days to rule on a dispute: ${set.rulingDays}`,
			`working days until a review lapses: ${set.lapseDays}`
		]);
		return 0;
	}
};
