/** A thread for work that would hold up the pages: started again when it dies, ended when it has finished. */
import { Worker } from 'node:worker_threads';
import type { Logger } from './logger.ts';

interface KeptThread {
	/** Asks the thread to finish and waits until it has ended. */
	stop(): Promise<void>;
}

interface ThreadOptions {
	name: string;
	/** Its `workerData`, asked for at every start. */
	data: () => unknown;
	logger: Logger;
	/** Pause before the first restart; doubled for each that follows soon, up to a minute. */
	restartMs?: number;
}

/** What a thread is sent when it shall finish: it closes what it holds open and ends by itself. */
const STOP = 'stop';

/** Room for what a draw reads at once: with the default, half of its time goes into moving it about. */
export const resourceLimits = { maxYoungGenerationSizeMb: 192 };

const LONGEST_PAUSE_MS = 60_000;

/** Runs the module `file` in a thread for as long as this process wants it. */
export function keepThread(
	file: string | URL,
	{ name, data, logger, restartMs = 1000 }: ThreadOptions
): KeptThread {
	let stopped = false;
	let pauseMs = restartMs;
	let restart: NodeJS.Timeout | undefined;
	let worker: Worker | undefined;
	let ended = Promise.resolve();

	const start = () => {
		const began = performance.now();
		const current = new Worker(file, { name, workerData: data(), resourceLimits });
		worker = current;
		current.on('error', (error) => logger.error('thread.failed', { thread: name, error }));
		ended = new Promise((resolve) =>
			current.once('exit', (code) => {
				resolve();
				worker = undefined;
				if (stopped) return;
				if (performance.now() - began > LONGEST_PAUSE_MS) pauseMs = restartMs;
				logger.warn('thread.ended', { thread: name, code, restartInMs: pauseMs });
				restart = setTimeout(start, pauseMs);
				pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
			})
		);
	};
	start();
	return {
		async stop() {
			stopped = true;
			clearTimeout(restart);
			worker?.postMessage(STOP);
			await ended;
		}
	};
}
