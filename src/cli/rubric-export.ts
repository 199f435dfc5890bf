import { formFile } from '#lib/rubric/exchange.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { UsageError, type Command } from './command.ts';

/** Prints a published version as a file: the same bytes as the page's export. */
export const rubricExport: Command = {
	name: 'rubric export',
	summary: 'Prints a rubric as JSON: canonical, with the name of its schema.',
	usage: 'KEY [--version N]',
	options: { version: { type: 'string', help: 'a published version; the newest when left out' } },
	async run(call) {
		const [key, ...rest] = call.positionals;
		if (key === undefined || rest.length > 0)
			throw new UsageError('rubric export: give the key of one rubric');
		const wanted = call.text('version');
		if (wanted !== undefined && !/^\d{1,6}$/.test(wanted))
			throw new UsageError(`rubric export: ${wanted} is no version`);
		const { db } = (await call.runtime()).context();
		const versions = (await publishedRubrics(db.read)).filter((rubric) => rubric.key === key);
		const found = versions.find(
			({ version }) => wanted === undefined || version === Number(wanted)
		);
		if (!found)
			throw new UsageError(
				`rubric export: there is no rubric ${key}${wanted === undefined ? '' : ` version ${wanted}`}`
			);
		const text = formFile(found.form);
		call.answer(JSON.parse(text), () => [text.trimEnd()]);
		return 0;
	}
};
