import * as path from 'node:path';
import { drillBackup } from '#lib/custody/server/drill.ts';
import { asSentence } from './backup.ts';
import { UsageError, type Command } from './command.ts';
import { notesOf } from './notes-file.ts';
import { keysOf, refusalLine, restoredLines } from './restore.ts';

export const backupDrill: Command = {
	name: 'backup drill',
	summary: 'Restore a backup into a place of its own, compare everything, and remove it again.',
	usage: 'DIR [--backup NAME] [--checkpoint FILE] [--key FILE] [--in FOLDER] [--json]',
	options: {
		backup: { type: 'string', help: 'name of the backup; the newest without it' },
		checkpoint: { type: 'string', help: 'a file with checkpoints that were kept outside' },
		key: { type: 'string', help: 'public key (PEM) of checkpoints; else the configured key file' },
		in: { type: 'string', help: 'a folder with room for everything; else that of the system' }
	},
	async run(call) {
		const [dir, more] = call.positionals;
		if (!dir || more !== undefined) throw new UsageError('name the folder of backups');
		const runtime = await call.runtime();
		const { config, store } = runtime;
		const outcome = await drillBackup(
			{ ...runtime.context(), config, store },
			{
				dir: path.resolve(dir),
				name: call.text('backup'),
				outside: notesOf(call.text('checkpoint')),
				keys: keysOf(call, config.checkpointKey),
				folder: call.text('in')
			}
		).catch(asSentence);
		call.answer(outcome.ok ? { ok: true, ...outcome.value } : outcome, () => {
			if (!outcome.ok) return [refusalLine(outcome.refusal, outcome.facts ?? {})];
			const { read, tookMs } = outcome.value;
			return [
				...restoredLines(outcome.value),
				...(read ? [`recording ${read.recordingId}: ${read.bytes} bytes read`] : []),
				`restored and compared in ${tookMs} ms`
			];
		});
		return outcome.ok ? 0 : 3;
	}
};
