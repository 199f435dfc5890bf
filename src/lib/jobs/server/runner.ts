/**
 * Runs the recurring jobs. Any number of processes may run it on one database: a slot (job and
 * scheduled instant) is claimed by an insert and held by a lease. A process that dies leaves a
 * lease that runs out; the next slot does not wait for it.
 */
import { randomUUID } from 'node:crypto';
import type { Context } from '#lib/people/server/context.ts';
import type { Config } from '#lib/platform/server/config.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import type { Logger } from '#lib/platform/server/logger.ts';
import type { Analyser } from '#lib/recordings/server/analyser.ts';
import { isClaimable } from '../job.ts';
import { lastSlot, nextSlot } from '../recurrence.ts';
import { claimSlot, failSlot, finishSlot, LostLease, runOf } from './runs.ts';

/** What scheduled jobs work with besides a command's context. */
export interface JobContext extends Context {
	store: BlobStore;
	analyser: Analyser;
	config: Config;
}

export interface Job<Given extends Context = JobContext> {
	name: string;
	/** Cron pattern in the centre's zone. */
	pattern: string;
	/** Longest run expected; after it another process may begin anew. */
	leaseMs: number;
	/** Does the work; may run again for the same slot. Answers what to note. */
	run(context: Given, slot: Date): Promise<unknown>;
}

interface JobsOptions<Given extends Context> {
	context: () => Given;
	logger: Logger;
	jobs: readonly Job<Given>[];
	tickMs?: number;
}

/** Starts the jobs; `stop` waits for the one that is running. */
export function startJobs<Given extends Context>({
	context,
	logger,
	jobs,
	tickMs = 1000
}: JobsOptions<Given>): { stop(): Promise<void> } {
	const owner = randomUUID();
	const runners = jobs.map((job) => new JobRunner(job, owner, logger));
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	const tick = async () => {
		for (const runner of runners) if (!stopped) await runner.tick(context);
		if (!stopped) timer = setTimeout(next, tickMs);
	};
	let running = Promise.resolve();
	const next = () => void (running = tick());
	next();
	return {
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await running;
		}
	};
}

class JobRunner<Given extends Context> {
	readonly #job: Job<Given>;
	readonly #owner: string;
	readonly #logger: Logger;
	/** In `[from, to)` nothing is due: an idle tick asks neither the pattern nor the database. */
	#idle: { from: number; to: number } | undefined;

	constructor(job: Job<Given>, owner: string, logger: Logger) {
		this.#job = job;
		this.#owner = owner;
		this.#logger = logger;
	}

	/** Runs the job when it is due; never throws. */
	async tick(context: () => Given): Promise<void> {
		try {
			const slot = await this.#due(context());
			if (slot) await this.#run(context, slot);
		} catch (error) {
			this.#logger.error('job.tick-failed', { job: this.#job.name, error });
		}
	}

	async #due({ now, zone, db }: Context): Promise<Date | undefined> {
		const { name, pattern } = this.#job;
		const at = now.getTime();
		if (this.#idle && at >= this.#idle.from && at < this.#idle.to) return undefined;
		const slot = lastSlot({ pattern, zone }, now);
		if (!slot) return undefined;
		const run = await runOf(db.read, name, slot);
		if (run?.state === 'done') {
			const next = nextSlot({ pattern, zone }, slot);
			this.#idle = { from: slot.getTime(), to: next ? next.getTime() : Infinity };
		}
		return isClaimable(run, now) ? slot : undefined;
	}

	async #run(context: () => Given, slot: Date): Promise<void> {
		const { name, leaseMs } = this.#job;
		const claim = { job: name, slot, owner: this.#owner };
		const { db, now } = context();
		if (!(await db.tx((tx) => claimSlot(tx, claim, { now, leaseMs })))) return;
		try {
			const result = await this.#job.run(context(), slot);
			await db.tx((tx) => finishSlot(tx, claim, { now: context().now, result }));
			this.#logger.debug('job.done', { job: name, slot, result });
		} catch (error) {
			if (error instanceof LostLease)
				return this.#logger.warn('job.lease-lost', { job: name, slot });
			this.#logger.error('job.failed', { job: name, slot, error });
			const text = error instanceof Error ? error.message : String(error);
			await db.tx((tx) => failSlot(tx, claim, { now: context().now, error: text }));
		}
	}
}
