import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { tombstoneOf } from '#lib/custody/server/tombstone-bytes.ts';
import { UsageError, type Command } from './command.ts';

export const tombstoneExport: Command = {
	name: 'tombstone export',
	summary: 'Writes the bytes of a purged recording as they were taken in, out of its tombstone.',
	usage: 'RECORDING FILE [--json]',
	options: {},
	async run(call) {
		const [id, file, ...more] = call.positionals;
		if (!id || !file || more.length > 0)
			throw new UsageError('tombstone export: give the id of a recording and a file');
		const { db } = await call.runtime();
		const found = await tombstoneOf(db.read, id);
		if (!found) throw new UsageError('tombstone export: there is no such tombstone');
		// Never over another file.
		await writeFile(file, await buffer(found.open()), { flag: 'wx' }).catch((error: Error) => {
			throw new UsageError(`tombstone export: ${error.message}`);
		});
		const { sha256, bytes } = found;
		call.answer({ file, sha256, bytes }, () => [`${file}: ${bytes} bytes, SHA-256 ${sha256}`]);
		return 0;
	}
};
