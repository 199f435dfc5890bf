/**
 * Commits `count` times to the database in DATABASE_URL and prints each number once the commit is
 * told; on standard error what was refused. Opened as the program opens it, or, as a control, as the driver does by itself after a restart.
 */
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { appendAudit } from '#lib/audit/server/append.ts';
import { systemActor } from '#lib/people/role.ts';
import { openDatabase, type Writer } from '#lib/platform/server/db/client.ts';
import { sqlState } from '#lib/platform/server/db/errors.ts';
import { sqliteSession } from '#lib/platform/server/db/sqlite-session.ts';
import { sqlitePath } from '#lib/platform/server/db/sqlite.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { settings } from '#lib/platform/server/db/schema.ts';

const [how, count] = process.argv.slice(2) as [string, string];
const url = process.env.DATABASE_URL!;
const db = how === 'program' ? await openDatabase(url) : control();

function control() {
	const connection = new Database(sqlitePath(url));
	connection.pragma('journal_mode = WAL');
	connection.pragma('synchronous = NORMAL');
	connection.pragma('wal_autocheckpoint = 50');
	const session = sqliteSession(connection);
	return {
		tx: async (work: (writer: Writer) => Promise<void>) => {
			connection.exec('begin immediate');
			await work(session);
			connection.exec('commit');
		}
	};
}

/** Two tables and an index in each commit, some rows long enough for pages of their own. */
for (let n = 1; n <= Number(count); n++) {
	const commit = db.tx(async (writer) => {
		const now = new Date(1_770_000_000_000 + n * 1000);
		const row = {
			id: newId(now),
			name: `load.${n % 7}`,
			effectiveFrom: now,
			setBy: 'x',
			setAt: now
		};
		await writer
			.insert(settings)
			.values({ ...row, value: { n, text: 'x'.repeat((n % 11) * 900) } });
		const entry = { kind: 'setting.set' as const, subject: `setting:${n}`, facts: { n } };
		await appendAudit({ tx: writer, actor: systemActor('set-up'), now }, entry);
	});
	await commit.then(
		() => writeSync(1, `${n}\n`),
		(error: unknown) => writeSync(2, `${n} ${sqlState(error)}\n`)
	);
}
