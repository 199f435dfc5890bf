/** The thread of the draw bench: reads rows by the bare driver and draws, each when it is told, as the jobs' thread does. */
import { parentPort } from 'node:worker_threads';
import { previewDraw, runDraw } from '#lib/duty/server/draws.ts';
import { systemActor } from '#lib/people/role.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { openBare } from './draw-bare.ts';
import { ZONE } from './draw-rows.ts';

export interface Ask {
	what: 'read' | 'read-all' | 'work-out' | 'draw';
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
const context = { db, actor: systemActor('scheduler'), now: new Date(), zone: ZONE };

async function done({ what, planKey, first, last }: Ask): Promise<number> {
	if (what === 'read' || what === 'read-all')
		return (await bare.rows(first, last, what === 'read-all')).length;
	if (what === 'work-out') {
		const outcome = await previewDraw(context, { planKey, period: first });
		if (!outcome.ok) throw new Error(outcome.refusal);
		return outcome.value.chosen.length;
	}
	const outcome = await runDraw(context, { planKey, period: first });
	if (!outcome.ok || outcome.value.already) throw new Error('nothing was drawn');
	return 0;
}

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
