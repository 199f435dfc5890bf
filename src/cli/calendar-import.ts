import { importCalendar, previewCalendar } from '#lib/calendar/server/import.ts';
import { dayKinds } from '#lib/calendar/working-calendar.ts';
import { dayText } from '#lib/shared/calendar.ts';
import { UsageError, type Command } from './command.ts';
import { readBytes } from './input-file.ts';

export const calendarImport: Command = {
	name: 'calendar import',
	summary:
		'Public holidays, make-up working days and greeting periods from an ICS file, or a CSV file: date,to,kind,name,greeting_zh,greeting_en.',
	usage: 'FILE [--as holiday|working] [--no-greetings] [--dry-run] [--json]',
	options: {
		as: { type: 'string', help: 'take every event as this kind of day: holiday or working' },
		'no-greetings': { type: 'boolean', help: 'bring no greeting periods for known holidays' },
		'dry-run': { type: 'boolean', help: 'show what would change, keep nothing' }
	},
	async run(call) {
		const [file, ...more] = call.positionals;
		if (!file || more.length > 0) throw new UsageError('calendar import: give one FILE');
		const as = dayKinds.find((kind) => kind === call.text('as'));
		if (call.text('as') !== undefined && !as)
			throw new UsageError('calendar import: --as holiday or --as working');
		const bytes = readBytes(file);
		const runtime = await call.runtime();
		const dryRun = call.flag('dry-run');
		const outcome = await (dryRun ? previewCalendar : importCalendar)(runtime.context(), bytes, {
			as,
			greetings: !call.flag('no-greetings')
		});
		if (!outcome.ok)
			throw new UsageError(
				`${file}: ${outcome.refusal}${outcome.facts ? ` ${JSON.stringify(outcome.facts)}` : ''}`
			);
		const { value } = outcome;
		const { read, new: added, changed, same, held, skipped } = value;
		const counts = { read, new: added, changed, same, held, skipped };
		const items = value.items.map((item) =>
			'days' in item
				? { ...item, days: item.days.map((one) => ({ ...one, day: dayText(one.day) })) }
				: item
		);
		const greetings = value.greetings.map(({ firstDay, lastDay, greeting, state }) => ({
			first: dayText(firstDay),
			last: dayText(lastDay),
			greeting,
			state
		}));
		const { format, sha256, ignoredColumns } = value;
		call.answer({ ...counts, dryRun, format, sha256, ignoredColumns, greetings, items }, () => [
			...items.map((item) => {
				const days = 'days' in item ? item.days.map(({ day }) => day).join(' ') : item.reason;
				const kind = 'days' in item && item.kind ? `${item.kind} ` : '';
				return `line ${item.line}: ${item.state} ${kind}${item.name} ${days}`;
			}),
			...greetings.map(
				({ first, last, greeting, state }) =>
					`greeting: ${state} ${first} to ${last} ${greeting['zh-CN']} · ${greeting.en}`
			),
			...(ignoredColumns.length > 0 ? [`ignored columns: ${ignoredColumns.join(', ')}`] : []),
			Object.entries(counts)
				.map(([state, count]) => `${state} ${count}`)
				.join(' · ')
		]);
		return held > 0 ? 2 : 0;
	}
};
