/** The thread of the assess bench: counts the month, or runs the bare statements, when it is told. */
import { parentPort } from 'node:worker_threads';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { openBare } from './assess-bare.ts';
import { bareStatements, month, zone } from './assess-rows.ts';

export type Ask = 'assess' | 'bare';

const url = process.env.DATABASE_URL!;
const bare = await openBare(url);
const db = await openDatabase(url);
const keys = itemsOf(reportForm)
	.filter(({ severe, kind }) => !severe && kind === 'yes-no')
	.map(({ key }) => key);

async function done(ask: Ask): Promise<number> {
	if (ask === 'assess') return (await assessMonth(db.read, { month, zone })).agents.length;
	let rows = 0;
	for (const statement of bareStatements(keys)) rows += (await bare.rows(statement)).length;
	return rows;
}

parentPort!.on('message', (ask: Ask | 'stop') => {
	if (ask === 'stop') {
		void Promise.all([bare.close(), db.close()]).then(() => parentPort!.close());
		return;
	}
	const began = performance.now();
	void done(ask).then((n) => parentPort!.postMessage({ ms: performance.now() - began, n }));
});
parentPort!.postMessage('ready');
