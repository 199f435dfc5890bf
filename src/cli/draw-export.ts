import { writeFile } from 'node:fs/promises';
import { storedDraw } from '#lib/duty/server/stored-draws.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { exportDraw } from '#lib/sampling/export.ts';
import { UsageError, type Command } from './command.ts';

export const drawExport: Command = {
	name: 'draw export',
	summary: 'Writes everything that another program needs to check a draw (docs/sampling.md).',
	usage: 'ID [-o FILE]',
	options: {
		output: { type: 'string', short: 'o', help: 'file to write; without it, standard output' }
	},
	async run(call) {
		const [id] = call.positionals;
		if (!id || !isId(id) || call.positionals.length > 1)
			throw new UsageError('draw export: give the id of a draw');
		const { db } = await call.runtime();
		const stored = await storedDraw(db.read, id);
		if (!stored) throw new UsageError('draw export: there is no such draw');
		const text = `${JSON.stringify(exportDraw(stored), null, '\t')}\n`;
		const file = call.text('output');
		if (file === undefined) call.print(text);
		else await writeFile(file, text).catch(cannotWrite);
		return 0;
	}
};

function cannotWrite(error: Error): never {
	throw new UsageError(`draw export: ${error.message}`);
}
