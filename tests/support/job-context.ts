/** What a scheduled job is given: a command's context with a store in a folder of the test's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { onTestFinished } from 'vitest';
import type { JobContext } from '#lib/jobs/server/runner.ts';
import type { Context } from '#lib/people/server/context.ts';
import { readConfig } from '#lib/platform/server/config.ts';
import { recordingStore } from '#lib/platform/server/files/local-store.ts';
import { createAnalyser } from '#lib/recordings/server/analyser.ts';

const made = new WeakMap<Context['db'], Pick<JobContext, 'store' | 'analyser' | 'config'>>();

/** One folder and analyser for each database; both go with the test. */
export function jobContext(context: Context): JobContext {
	const known = made.get(context.db) ?? surroundings(context);
	made.set(context.db, known);
	return { ...context, ...known };
}

function surroundings({ zone }: Context) {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'listenback-jobs-'));
	const config = readConfig({ LISTENBACK_DATA: dataDir, LISTENBACK_ZONE: zone });
	const analyser = createAnalyser({ decoder: config.decoder, playback: config.playback });
	onTestFinished(async () => {
		await analyser.close();
		rmSync(dataDir, { recursive: true, force: true });
	});
	return { store: recordingStore(dataDir), analyser, config };
}
