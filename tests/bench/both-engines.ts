/** The frame of a bench that runs on both engines: a new file of SQLite, then a server of PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { startPostgres } from '../support/postgres.ts';
import { onEngine } from './engine.ts';

/** Runs `file` of this folder on each engine and shows what it answers at once. */
export async function onBothEngines<Answer>(
	file: string,
	show: (engine: string, answer: Answer) => void
): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-bench-'));
	try {
		show('SQLite', await onEngine<Answer>(file, `file:${path.join(folder, 'bench.db')}`));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	const postgres = await startPostgres({ inService: true });
	try {
		show('PostgreSQL', await onEngine<Answer>(file, `${postgres.server}/listenback_template`));
	} finally {
		await postgres.stop();
	}
}
