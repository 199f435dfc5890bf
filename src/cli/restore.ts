import * as path from 'node:path';
import { believedKeys, publicKeysIn } from '#lib/audit/server/checkpoint-key.ts';
import { restoreBackup, type Restored } from '#lib/custody/server/restore.ts';
import type { RestoreRefusal } from '#lib/custody/restore.ts';
import { presentChain } from '#lib/custody/server/snapshot.ts';
import type { Facts } from '#lib/shared/decision.ts';
import { asSentence } from './backup.ts';
import { UsageError, type Call, type Command } from './command.ts';
import { readBytes } from './input-file.ts';
import { notesOf } from './notes-file.ts';

export const restore: Command = {
	name: 'restore',
	summary: 'Make a backup into a data folder and a database again; refuses a damaged one.',
	usage:
		'DIR --to DATA [--database URL] [--backup NAME] [--checkpoint FILE] [--key FILE] [--older] [--json]',
	options: {
		to: { type: 'string', help: 'the data folder to make: not there, or empty' },
		database: {
			type: 'string',
			help: 'the database to make; on SQLite, listenback.db in the data folder unless said'
		},
		backup: { type: 'string', help: 'name of the backup; the newest without it' },
		checkpoint: { type: 'string', help: 'a file with checkpoints that were kept outside' },
		key: { type: 'string', help: 'public key (PEM) of checkpoints; else the configured key file' },
		older: { type: 'boolean', help: 'restore although later entries of the audit chain are known' }
	},
	async run(call) {
		const [dir, more] = call.positionals;
		const to = call.text('to');
		if (!dir || !to || more !== undefined)
			throw new UsageError('name the folder of backups, and --to the data folder to make');
		const config = call.config();
		const present = await presentChain(config);
		const outcome = await restoreBackup({
			dir: path.resolve(dir),
			name: call.text('backup'),
			to: path.resolve(to),
			database: { databaseUrl: target(call, to), pgDump: config.pgDump },
			outside: notesOf(call.text('checkpoint')),
			keys: keysOf(call, config.checkpointKey),
			present: present === 'unreadable' ? undefined : present,
			older: call.flag('older')
		}).catch(asSentence);
		call.answer(outcome.ok ? { ok: true, ...outcome.value } : outcome, () => [
			...(present === 'unreadable'
				? ['the database in use cannot be read: whether it knows more is not known']
				: []),
			...(outcome.ok
				? restoredLines(outcome.value)
				: [refusalLine(outcome.refusal, outcome.facts ?? {})])
		]);
		return outcome.ok ? 0 : 3;
	}
};

function target(call: Call, to: string): string {
	const { databaseUrl } = call.config();
	const asked = call.text('database');
	const isFile = databaseUrl.startsWith('file:');
	if (asked !== undefined && asked.startsWith('file:') !== isFile)
		throw new UsageError('DATABASE_URL must name the same engine as --database');
	if (!isFile && asked === undefined)
		throw new UsageError('name --database, an empty PostgreSQL database');
	return asked ?? `file:${path.join(path.resolve(to), 'listenback.db')}`;
}

/** The configured key, or none when it is not there: signatures are not looked at then. */
export function keysOf(call: Call, configured: string) {
	const given = call.text('key');
	const keys =
		given === undefined
			? believedKeys(configured)
			: publicKeysIn(Buffer.from(readBytes(given)).toString('utf8'));
	if (given !== undefined && keys.length === 0) throw new UsageError(`${given}: no key in it`);
	return keys.length > 0 ? keys : undefined;
}

export function restoredLines({ name, files, bytes, head, lost, lacking, uncovered }: Restored) {
	return [
		`${name} is whole: ${files} files, ${bytes} bytes`,
		`audit chain: entry ${head.seq} ${head.hash}`,
		...(lost > 0 ? [`${lost} later entries are known elsewhere and are NOT here`] : []),
		...(lacking > 0 ? [`${lacking} files were not whole when the backup was made`] : []),
		...(uncovered.entries > 0
			? [`not covered by a checkpoint from outside: the last ${uncovered.entries} entries`]
			: [])
	];
}

const sentences: Record<RestoreRefusal, string> = {
	'no-backup': 'there is no such backup',
	'not-whole': 'the manifest is missing or damaged: the backup was cut off or changed',
	'other-engine': 'the backup is of the other database engine',
	'not-empty': 'the place to restore into is not empty',
	'file-missing': 'a file of the backup is missing',
	'file-differs': 'a file of the backup is not what its checksum says',
	'database-differs': 'the database of the backup is not what its checksum says',
	'database-damaged': 'the database of the backup cannot be loaded',
	'counts-differ': 'the database does not hold what the manifest counted',
	'chain-broken': 'the audit chain does not verify',
	older: 'later entries of the audit chain are known: they would be lost. Restore it with --older'
};

export const refusalLine = (refusal: RestoreRefusal, facts: Facts): string =>
	[
		`REFUSED (${refusal}): ${sentences[refusal]}`,
		...Object.entries(facts).map(([name, value]) => `${name} ${String(value)}`)
	].join('; ');
