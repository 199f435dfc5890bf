/**
 * What a running Listenback holds open: configuration, clock, database, bytes. Made once per
 * process, by the server, the command line, or the development server's hooks.
 */
import { mkdirSync } from 'node:fs';
import { clockFrom, type Clock } from '#lib/platform/server/clock.ts';
import { readConfig, type Config } from '#lib/platform/server/config.ts';
import { openDatabase, type Db } from '#lib/platform/server/db/client.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { recordingStore } from '#lib/platform/server/files/local-store.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import { createLogger, type Logger } from '#lib/platform/server/logger.ts';
import type { Context } from '#lib/people/server/context.ts';
import { systemActor, type Actor } from '#lib/people/role.ts';
import { createAnalyser, type Analyser } from '#lib/recordings/server/analyser.ts';

export interface Runtime {
	config: Config;
	now: Clock;
	db: Db;
	store: BlobStore;
	/** Decoding, peaks and speech in child processes. */
	analyser: Analyser;
	logger: Logger;
	/** A command's context for `actor`; without one, the program itself. */
	context(actor?: Actor): Context;
	close(): Promise<void>;
}

interface RuntimeOptions {
	part: 'command-line' | 'scheduler';
}

/** Opens everything and brings the database to the current schema. */
export async function openRuntime(
	env: Record<string, string | undefined>,
	options: RuntimeOptions
): Promise<Runtime> {
	const config = readConfig(env);
	mkdirSync(config.dataDir, { recursive: true });
	await migrate(config.databaseUrl);
	// Beside the server's pages runs the thread of the jobs.
	const serves = options.part === 'scheduler' && config.runJobs;
	const keepsSpace = options.part === 'scheduler';
	const sealsWithinMs = config.sealSeconds * 1000;
	const db = await openDatabase(config.databaseUrl, { serves, keepsSpace, sealsWithinMs });
	const logger = createLogger(config.logLevel);
	if (db.seal?.state === 'changed') logger.error('database.changed', { ...db.seal });
	const now = clockFrom(config.startAt);
	const analyser = createAnalyser({ decoder: config.decoder, playback: config.playback });
	const system = systemActor(options.part);
	return {
		config,
		now,
		db,
		store: recordingStore(config.dataDir),
		analyser,
		logger,
		context: (actor = system) => ({ db, actor, now: now(), zone: config.zone }),
		async close() {
			await analyser.close();
			await db.close();
		}
	};
}

const held = Symbol.for('listenback.runtime');
type Holder = { [held]?: Promise<Runtime> };

/** The process's one runtime: the server's, also seen from inside Kit's bundle; opened here in development. */
export function processRuntime(): Promise<Runtime> {
	const holder = globalThis as Holder;
	return (holder[held] ??= openRuntime(process.env, { part: 'scheduler' }));
}
