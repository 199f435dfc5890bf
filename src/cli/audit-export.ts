import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { believedKeys } from '#lib/audit/server/checkpoint-key.ts';
import { beginExport, exportLines } from '#lib/audit/server/export.ts';
import { UsageError, type Call, type Command } from './command.ts';

export const auditExport: Command = {
	name: 'audit export',
	summary: 'Writes the audit chain so that docs/verify_audit.mjs, or any program, can check it.',
	usage: '[--from SEQ] [--to SEQ] FILE [--json]',
	options: {
		from: { type: 'string', help: 'number of the first entry; without it, the beginning' },
		to: { type: 'string', help: 'number of the last entry; without it, the end' }
	},
	async run(call) {
		const [file] = call.positionals;
		if (!file || call.positionals.length > 1) throw new UsageError('audit export: name one file');
		const range = { from: seqOf(call, 'from'), to: seqOf(call, 'to') };
		const runtime = await call.runtime();
		const given = runtime.context();
		const planned = await beginExport(given, range);
		if (!planned) throw new UsageError('audit export: there is no such entry');
		const keys = believedKeys(runtime.config.checkpointKey);
		const lines = exportLines(given.db.read, planned, { now: given.now, keys });
		await pipeline(Readable.from(lines), createWriteStream(file, { flags: 'wx' })).catch(
			(error: Error) => {
				throw new UsageError(`audit export: ${error.message}`);
			}
		);
		const { from, to } = planned;
		call.answer({ file, from, to }, () => [`entries ${from} to ${to} are in ${file}`]);
		return 0;
	}
};

function seqOf(call: Call, name: string): number | undefined {
	const text = call.text(name);
	if (text === undefined) return undefined;
	if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(`--${name}: give the number of an entry`);
	return Number(text);
}
