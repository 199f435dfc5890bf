/**
 * Runs the recurring jobs. Any number of processes may run it on one database: a slot (job and
 * scheduled instant) is claimed by an insert, held by a lease, and finished in the transaction of
 * its effect wherever the job allows. A process that dies leaves a lease that runs out.
 */
import { randomUUID } from 'node:crypto';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import type { Logger } from '#lib/platform/server/logger.ts';
import { claimable, type CatchUp } from '../job.ts';
import { lastSlot, slotsBetween } from '../recurrence.ts';
import {
	claimSlot,
	doneUpTo,
	failSlot,
	finishSlot,
	LostLease,
	pruneRuns,
	runsSince
} from './runs.ts';
import { schedule } from './schedule.ts';

export interface Job {
	name: string;
	catchUp: CatchUp;
	/** Longest run expected; after it another process may begin anew. */
	leaseMs: number;
	/** Cron pattern in the centre's zone; asked again every minute. */
	pattern(context: Context): Promise<string>;
	/** Does the work of `slot`; `finish` inside its transaction makes work and mark one. Answers what to note. */
	run(context: Context, slot: Date, finish: Finish): Promise<unknown>;
}

export type Finish = (tx: Writer, result: unknown) => Promise<void>;

export interface JobsOptions {
	context: () => Context;
	logger: Logger;
	jobs?: readonly Job[];
	tickMs?: number;
}

/** Starts the jobs; `stop` waits for the one that is running. */
export function startJobs({ context, logger, jobs = schedule, tickMs = 1000 }: JobsOptions): {
	stop(): Promise<void>;
} {
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

const PATTERN_MAX_AGE_MS = 60_000;
/** Runs of clearing-up jobs are kept for a day. */
const KEPT_MS = 86_400_000;

class JobRunner {
	readonly #job: Job;
	readonly #owner: string;
	readonly #logger: Logger;
	#pattern: { text: string; at: number } | undefined;
	/** Every slot up to here is done, so that an idle tick asks the database nothing. */
	#doneUpTo: Date | undefined;

	constructor(job: Job, owner: string, logger: Logger) {
		this.#job = job;
		this.#owner = owner;
		this.#logger = logger;
	}

	/** Runs whatever is due; never throws. */
	async tick(context: () => Context): Promise<void> {
		try {
			for (const slot of await this.#due(context())) await this.#run(context, slot);
		} catch (error) {
			this.#logger.error('job.tick-failed', { job: this.#job.name, error });
		}
	}

	async #due(context: Context): Promise<Date[]> {
		const { name, catchUp } = this.#job;
		const { now, zone, db } = context;
		const recurrence = { pattern: await this.#patternAt(context), zone };
		if (!this.#doneUpTo) {
			const last = lastSlot(recurrence, now);
			// A new centre does not catch up on a past it never had: it begins with the last due slot.
			const begin = last ? new Date(last.getTime() - 1) : now;
			this.#doneUpTo = (await doneUpTo(db.read, name)) ?? begin;
		}
		const slots = slotsBetween(recurrence, this.#doneUpTo, now);
		if (slots.length === 0) return [];
		const runs = await runsSince(db.read, name, this.#doneUpTo);
		const done = new Set(
			runs.filter(({ state }) => state === 'done').map(({ slot }) => slot.getTime())
		);
		const open = slots.findIndex((slot) => !done.has(slot.getTime()));
		if (open === -1 || catchUp === 'latest') {
			const newest = slots.at(-1)!;
			this.#doneUpTo = done.has(newest.getTime()) ? newest : new Date(newest.getTime() - 1);
		} else if (open > 0) this.#doneUpTo = slots[open - 1]!;
		return claimable(slots, runs, catchUp, now);
	}

	async #patternAt(context: Context): Promise<string> {
		const at = performance.now();
		if (!this.#pattern || at - this.#pattern.at > PATTERN_MAX_AGE_MS)
			this.#pattern = { text: await this.#job.pattern(context), at };
		return this.#pattern.text;
	}

	async #run(context: () => Context, slot: Date): Promise<void> {
		const { name, leaseMs, catchUp } = this.#job;
		const claim = { job: name, slot, owner: this.#owner };
		const { db, now } = context();
		if (!(await db.tx((tx) => claimSlot(tx, claim, { now, leaseMs })))) return;
		try {
			let finished = false;
			const result = await this.#job.run(context(), slot, async (tx, noted) => {
				await finishSlot(tx, claim, { now: context().now, result: noted });
				finished = true;
			});
			if (!finished)
				await db.tx(async (tx) => {
					await finishSlot(tx, claim, { now: context().now, result });
					if (catchUp === 'latest') await pruneRuns(tx, name, new Date(+slot - KEPT_MS));
				});
			this.#logger.info('job.done', { job: name, slot, result });
		} catch (error) {
			if (error instanceof LostLease)
				return this.#logger.warn('job.lease-lost', { job: name, slot });
			this.#logger.error('job.failed', { job: name, slot, error });
			const text = error instanceof Error ? error.message : String(error);
			await db.tx((tx) => failSlot(tx, claim, { now: context().now, error: text }));
		}
	}
}
