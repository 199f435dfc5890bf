import { hearersOn } from '#lib/custody/server/hearers.ts';
import { dayText, parseDay } from '#lib/shared/calendar.ts';
import { UsageError, type Command } from './command.ts';

export const recordingsHearers: Command = {
	name: 'recordings hearers',
	summary: 'Says who could hear a recording on a past day, and by which role or task.',
	usage: 'ID --on YYYY-MM-DD [--json]',
	options: { on: { type: 'string', help: "the day, in the centre's time zone" } },
	async run(call) {
		const [recordingId, ...more] = call.positionals;
		if (!recordingId || more.length > 0) throw new UsageError('recordings hearers: one recording');
		const day = parseDay(call.text('on') ?? '');
		if (day === undefined) throw new UsageError('--on: a day such as 2026-03-02');
		const runtime = await call.runtime();
		const outcome = await hearersOn(runtime.context(), recordingId, day);
		if (!outcome.ok)
			throw new UsageError(
				outcome.refusal === 'not-found' ? 'no such recording' : '--on: a day that has come'
			);
		const { hearers, places } = outcome.value;
		const named = hearers.map(({ userId, name, staffNo, by, times }) => ({
			id: userId,
			staffNo,
			name,
			by: by.map((reason) => placed(reason, places)),
			times: times.map(([from, to]) => ({ from: from.toISOString(), to: to.toISOString() }))
		}));
		call.answer({ recording: recordingId, day: dayText(day), hearers: named }, () =>
			named.length === 0
				? ['nobody could hear it that day']
				: named.map(({ staffNo, name, by, times }) =>
						[
							staffNo,
							name,
							by.join(', '),
							times.map(({ from, to }) => `${from} – ${to}`).join(', ')
						].join('  ')
					)
		);
		return 0;
	}
};

/** `team-lead:0193…` → `team-lead North`. */
function placed(reason: string, places: Record<string, string>): string {
	const [role = '', place] = reason.split(':');
	return place ? `${role} ${places[place] ?? place}` : role;
}
