import { importRoster } from '#lib/calendar/server/roster.ts';
import { dayText } from '#lib/shared/calendar.ts';
import { UsageError, type Command } from './command.ts';
import { readBytes } from './input-file.ts';

export const rosterImport: Command = {
	name: 'roster import',
	summary: 'Who is on duty on which day, from a CSV file: staff_no,date[,shift].',
	usage: 'FILE.csv [--dry-run] [--json]',
	options: { 'dry-run': { type: 'boolean', help: 'show what would change, keep nothing' } },
	async run(call) {
		const [file, ...more] = call.positionals;
		if (!file || more.length > 0) throw new UsageError('roster import: give one FILE.csv');
		const bytes = readBytes(file);
		const runtime = await call.runtime();
		const dryRun = call.flag('dry-run');
		const outcome = await importRoster(runtime.context(), bytes, { dryRun });
		if (!outcome.ok)
			throw new UsageError(
				`${file}: ${outcome.refusal}${outcome.facts ? ` ${JSON.stringify(outcome.facts)}` : ''}`
			);
		const { read, new: added, changed, same, held, sha256, ignoredColumns } = outcome.value;
		const counts = { read, new: added, changed, same, held };
		const items = outcome.value.items.map(({ day, ...item }) => ({
			...item,
			...(day && { day: dayText(day) })
		}));
		call.answer({ ...counts, dryRun, sha256, ignoredColumns, items }, () => [
			...items
				.filter(({ state }) => state === 'held')
				.map(({ line, staffNo, reason }) => `line ${line}: held ${staffNo ?? ''} ${reason}`),
			...(ignoredColumns.length > 0 ? [`ignored columns: ${ignoredColumns.join(', ')}`] : []),
			Object.entries(counts)
				.map(([state, count]) => `${state} ${count}`)
				.join(' · ')
		]);
		return held > 0 ? 2 : 0;
	}
};
