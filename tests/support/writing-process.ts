/**
 * A process that stores a recording twenty times a second: the file, then its row and entry. Once it
 * is told to have happened, a line with the file's checksum is printed.
 */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { appendAudit } from '#lib/audit/server/append.ts';
import { systemActor } from '#lib/people/role.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { recordingStore } from '#lib/platform/server/files/local-store.ts';
import { addRecording } from '../fixtures/example-centre.ts';

const [dataDir] = process.argv.slice(2) as [string];
const db = await openDatabase(process.env.DATABASE_URL!);
const store = recordingStore(dataDir);
const actor = systemActor('importer');

for (let next = performance.now(); ; next += 50) {
	const { sha256, bytes } = await store.put(Readable.from([randomBytes(4000)]));
	const now = new Date();
	const id = await addRecording(db, { agentId: null, startedAt: now, sha256, bytes });
	const entry = { kind: 'recording.imported' as const, subject: `recording:${id}` };
	await db.tx((tx) => appendAudit({ tx, actor, now }, entry));
	process.stdout.write(`${sha256}\n`);
	await sleep(Math.max(0, next + 50 - performance.now()));
}
