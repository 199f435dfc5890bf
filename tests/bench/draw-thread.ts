/** The thread of the draw bench: reads candidate rows and draws, each when it is told, as the jobs' thread does. */
import { between } from 'drizzle-orm';
import { parentPort } from 'node:worker_threads';
import { previewDraw, runDraw } from '#lib/duty/server/draws.ts';
import { systemActor } from '#lib/people/role.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { openBare } from './draw-bare.ts';
import { ZONE } from './draw-rows.ts';

export interface Ask {
	what: 'read' | 'read-bare' | 'work-out' | 'draw';
	planKey: string;
	first: number;
	last: number;
}

export interface Took {
	ms: number;
	/** Rows read, or calls drawn. */
	n: number;
}

const url = process.env.DATABASE_URL!;
const bare = await openBare(url);
const db = await openDatabase(url);
/** Of now, each time: ids begin with the time, and those of one draw lie together. */
const context = () => ({ db, actor: systemActor('scheduler'), now: new Date(), zone: ZONE });

async function done({ what, planKey, first, last }: Ask): Promise<number> {
	if (what === 'read') return (await candidateRows(first, last)).length;
	if (what === 'read-bare') return (await bare.rows(first, last)).length;
	if (what === 'work-out') {
		const outcome = await previewDraw(context(), { planKey, period: first });
		if (!outcome.ok) throw new Error(outcome.refusal);
		return outcome.value.chosen.length;
	}
	const outcome = await runDraw(context(), { planKey, period: first });
	if (!outcome.ok || outcome.value.already) throw new Error('nothing was drawn');
	return 0;
}

/** Every fact of a candidate, as the rest of the program reads rows. */
const candidateRows = (first: number, last: number) =>
	db.read
		.select({
			id: recordings.id,
			agentId: recordings.agentId,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			startedAt: recordings.startedAt,
			durationMs: recordings.durationMs,
			verdict: recordings.verdict,
			current: recordings.current,
			direction: recordings.direction,
			kind: recordings.kind,
			queue: recordings.queue
		})
		.from(recordings)
		.where(between(recordings.businessDay, first, last));

async function answer(ask: Ask): Promise<Took> {
	const began = performance.now();
	const n = await done(ask);
	return { ms: performance.now() - began, n };
}

parentPort!.on('message', (ask: Ask | 'stop') => {
	if (ask === 'stop') {
		void Promise.all([bare.close(), db.close()]).then(() => parentPort!.close());
		return;
	}
	void answer(ask).then((took) => parentPort!.postMessage(took));
});
parentPort!.postMessage('ready');
