import * as path from 'node:path';
import { startWatchers } from '#lib/ingest/server/watch-folder.ts';
import { keepThread } from '#lib/platform/server/thread.ts';
import type { JobsThreadData } from './jobs-thread.ts';
import type { Runtime } from './runtime.ts';

/** What works beside the pages: scheduled jobs and watch folders. */
export interface Parts {
	stop(): Promise<void>;
}

/** Starts them; `stop` lets what runs finish. */
export function startParts(runtime: Runtime): Parts {
	const { logger, store, analyser, config } = runtime;
	const context = () => runtime.context();
	const watching = config.watch === undefined ? {} : { configured: config.watch };
	const parts: Parts[] = [
		keepThread(path.join(import.meta.dirname, 'jobs-thread.ts'), {
			name: 'jobs',
			data: () => jobsData(runtime),
			logger
		}),
		startWatchers({ context, store, analyser, logger, ...watching })
	];
	return {
		async stop() {
			await Promise.allSettled(parts.map((part) => part.stop()));
		}
	};
}

const jobsData = ({ config, now }: Runtime): JobsThreadData => ({
	config: { ...config, startAt: config.startAt && now() }
});
