import { importPeople } from '#lib/people/server/import.ts';
import { readPeopleFile } from '#lib/people/server/people-file.ts';
import { UsageError, type Command } from './command.ts';
import { readBytes } from './input-file.ts';

export const peopleImport: Command = {
	name: 'people import',
	summary:
		'Departments, teams, people, roles, extensions from a CSV file: staff_no,name,role,department,team,extension,login,from,to.',
	usage: 'FILE.csv [--dry-run] [--json]',
	options: { 'dry-run': { type: 'boolean', help: 'try everything, keep nothing' } },
	async run(call) {
		const [file, ...more] = call.positionals;
		if (!file || more.length > 0) throw new UsageError('people import: give one FILE.csv');
		const read = readPeopleFile(readBytes(file));
		if (!read.ok) throw new UsageError(`${file}: ${read.fault}`);

		const runtime = await call.runtime();
		const dryRun = call.flag('dry-run');
		const outcome = await importPeople(runtime.context(), read.rows, { dryRun });
		if (!outcome.ok) throw new UsageError(outcome.refusal);
		const { items, ...counts } = outcome.value;
		const answer = { ...counts, dryRun, ignoredColumns: read.ignored, items };
		call.answer(answer, () => [
			...items
				.filter(({ issues }) => issues.length > 0)
				.map(
					({ line, state, staffNo, issues }) =>
						`line ${line}: ${state} ${staffNo ?? ''} ${issues.map(({ code }) => code).join(' ')}`
				),
			...(read.ignored.length > 0 ? [`ignored columns: ${read.ignored.join(', ')}`] : []),
			Object.entries(counts)
				.map(([state, count]) => `${state} ${count}`)
				.join(' · ')
		]);
		return counts.rejected > 0 ? 3 : counts.held > 0 ? 2 : 0;
	}
};
