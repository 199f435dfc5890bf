/** The example recordings, made in a thread beside: measuring one goes on while the next is written. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Script } from '../dialogues/script.ts';
import type { MadeFile } from './forms.ts';

export async function* madeApart(scripts: Script[], seed: number): AsyncGenerator<MadeFile> {
	const worker = new Worker(new URL('./maker.ts', import.meta.url), {
		workerData: { scripts, seed }
	});
	const made: MadeFile[] = [];
	let ended = false;
	worker.on('message', (file: MadeFile) => made.push({ ...file, bytes: Buffer.from(file.bytes) }));
	const end = once(worker, 'exit').then(([code]) => {
		ended = true;
		if (code !== 0) throw new Error(`the maker ended with ${code}`);
	});
	while (!ended || made.length > 0) {
		const next = made.shift();
		if (next) yield next;
		else await Promise.race([end, once(worker, 'message')]);
	}
	await end;
}
