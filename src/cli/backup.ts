import * as path from 'node:path';
import { makeBackup } from '#lib/custody/server/backup.ts';
import { DumpRefused } from '#lib/platform/server/db/dump.ts';
import { UsageError, type Command } from './command.ts';

export const backup: Command = {
	name: 'backup',
	summary: 'Back up the database and the recordings into a folder, while everything goes on.',
	usage: 'DIR [--json]',
	options: {},
	async run(call) {
		const [dir, more] = call.positionals;
		if (!dir || more !== undefined) throw new UsageError('name one folder to back up into');
		const runtime = await call.runtime();
		const { config, store } = runtime;
		const given = { ...runtime.context(), config, store };
		const made = await makeBackup(given, path.resolve(dir)).catch(asSentence);
		call.answer(made, () => [
			`backup ${made.name}: ${made.files} files, ${made.copied} of them new, ${made.bytes} bytes, ${made.tookMs} ms`,
			`audit chain: entry ${made.head.seq} ${made.head.hash}`,
			...made.lacking.map(({ sha256, fault }) => `NOT in the backup: ${sha256} ${fault}`)
		]);
		return made.lacking.length > 0 ? 2 : 0;
	}
};

/** What an operator can put right is told without a stack. */
export function asSentence(error: unknown): never {
	const { code, message } = error as NodeJS.ErrnoException;
	const own = error instanceof DumpRefused || ['ENOSPC', 'EACCES', 'EROFS'].includes(code ?? '');
	throw own ? new UsageError(message) : error;
}
