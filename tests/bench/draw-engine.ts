/**
 * One engine of the draw bench, in a process of its own: makes the rows, lets a thread read and draw
 * while this one serves, measures both, prints JSON.
 */
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { sql } from 'drizzle-orm';
import { systemActor } from '#lib/people/role.ts';
import { openDatabase, type Db } from '#lib/platform/server/db/client.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { resourceLimits } from '#lib/platform/server/thread.ts';
import { addPlan, addVersion } from '#lib/sampling/server/plan-versions.ts';
import { ensureStandardPlans } from '#lib/sampling/server/plans.ts';
import {
	DAILY_SELF_CHECK,
	DAILY_SPOT_CHECK,
	standardPlans,
	WEEKLY_AUDIT
} from '#lib/sampling/standard-plans.ts';
import { addDays } from '#lib/shared/calendar.ts';
import { openBare } from './draw-bare.ts';
import { FIRST_DAY, generate, PER_DAY, ZONE } from './draw-rows.ts';
import type { Ask, Took } from './draw-thread.ts';

export interface DrawTimes {
	plan: string;
	calls: number;
	chosen: number;
	/** Medians, ms. */
	readMs: number;
	/** By the bare driver, as arrays, the columns of the ready plans. */
	bareMs: number;
	workedOutMs: number;
	drawnMs: number;
	/** Delay of this thread's event loop while the other one drew, ms: median and worst of the rounds. */
	delayP99Ms: number;
	delayWorstP99Ms: number;
	delayMaxMs: number;
}

const ROUNDS = 7;
const allDays = Math.max(
	20,
	Math.floor(Number(process.env.LISTENBACK_BENCH_ROWS ?? 1_000_000) / PER_DAY)
);
/** Draws are of the newest days, as they are: those lie where the disk's cache has them. */
const LAST_DAY = addDays(FIRST_DAY, allDays - 1);

const url = process.env.DATABASE_URL!;
await migrate(url);
const bare = await openBare(url);
await generate(bare, allDays * PER_DAY);
await bare.close();
const db = await openDatabase(url, { serves: true });
await makePlans(db);
const worker = new Worker(new URL('draw-thread.ts', import.meta.url), { resourceLimits });
await once(worker, 'message');
const times: DrawTimes[] = [];
for (const plan of [DAILY_SPOT_CHECK, DAILY_SELF_CHECK]) times.push(await measure(plan, 1));
times.push(await measure(WEEKLY_AUDIT, 7));
process.stdout.write(JSON.stringify(times));
worker.postMessage('stop');
await once(worker, 'exit');
await db.close();

/** A round before the first that counts; daily draws each on a day of its own, weekly ones by a plan of its own. */
async function measure(plan: string, days: number): Promise<DrawTimes> {
	const taken: Record<Ask['what'], number[]> = {
		read: [],
		'read-bare': [],
		'work-out': [],
		draw: []
	};
	const delays = { p99: [] as number[], max: [] as number[] };
	let calls = 0;
	let chosen = 0;
	for (let round = 0; round <= ROUNDS; round++) {
		const first = addDays(LAST_DAY, days === 1 ? -7 - round : -6);
		const planKey = days === 1 ? plan : `${plan}-${round}`;
		const ask = { planKey, first, last: addDays(first, days - 1) };
		// The first reading of a day brings its pages into memory; it does not count.
		await told({ ...ask, what: 'read' });
		for (const what of ['read', 'read-bare', 'work-out', 'draw'] as const) {
			// Beside reading too: both are measured on a machine that does the same work meanwhile.
			const serving = serve(db);
			const delay = monitorEventLoopDelay({ resolution: 1 });
			delay.enable();
			const { ms, n } = await told({ ...ask, what });
			delay.disable();
			await serving();
			if (what === 'draw' && round > 0) {
				delays.p99.push(delay.percentile(99) / 1e6);
				delays.max.push(delay.max / 1e6);
			}
			if (what === 'read') calls = n;
			if (what === 'work-out') chosen = n;
			if (round > 0) taken[what].push(ms);
		}
	}
	return {
		plan,
		calls,
		chosen,
		readMs: median(taken.read),
		bareMs: median(taken['read-bare']),
		workedOutMs: median(taken['work-out']),
		drawnMs: median(taken.draw),
		delayP99Ms: median(delays.p99),
		delayWorstP99Ms: Math.max(...delays.p99),
		delayMaxMs: Math.max(...delays.max)
	};
}

async function told(ask: Ask): Promise<Took> {
	worker.postMessage(ask);
	const [took] = (await once(worker, 'message')) as [Took];
	return took;
}

/** What a server does meanwhile: a small read every 5 ms, a small write every 50. Answers how to end it. */
function serve(served: Db): () => Promise<void> {
	const running = new Set<Promise<unknown>>();
	const note = (work: Promise<unknown>) => {
		running.add(work);
		void work.finally(() => running.delete(work));
	};
	const reads = setInterval(
		() => note(served.read.all(sql`select id from recordings limit 20`)),
		5
	);
	const writes = setInterval(
		() => note(served.tx((tx) => tx.insert(settings).values(aSetting()))),
		50
	);
	return async () => {
		clearInterval(reads);
		clearInterval(writes);
		await Promise.all(running);
	};
}

function aSetting() {
	const now = new Date();
	return { id: newId(), name: 'bench', value: 1, effectiveFrom: now, setBy: 'bench', setAt: now };
}

async function makePlans(made: Db) {
	const context = { db: made, actor: systemActor('set-up'), now: new Date(), zone: ZONE };
	await ensureStandardPlans(context);
	const rule = standardPlans[WEEKLY_AUDIT]!;
	for (let round = 0; round <= ROUNDS; round++)
		await made.tx(async (tx) => {
			const key = `${WEEKLY_AUDIT}-${round}`;
			const planId = (await addPlan(tx, context.now, { key, departmentId: null }))!;
			const version = { planId, key, version: 1, rule, effectiveFrom: FIRST_DAY };
			await addVersion({ ...context, tx }, version);
		});
}

function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
