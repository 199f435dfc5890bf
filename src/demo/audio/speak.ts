/** Says many utterances in two threads; each distinct one is spoken once. */
import { Worker } from 'node:worker_threads';
import type { Utterance } from './voices.ts';

/** Fixed, so that each thread says the same words in the same order on every machine. */
const THREADS = 2;

/** 8 kHz samples by utterance key. */
export async function speakAll(utterances: Utterance[]): Promise<Map<string, Int16Array>> {
	const distinct = [...new Map(utterances.map((said) => [said.key, said])).values()];
	const spoken = new Map<string, Int16Array>();
	const share = (thread: number) => distinct.filter((_, i) => i % THREADS === thread);
	await Promise.all(Array.from({ length: THREADS }, (_, thread) => speakIn(share(thread), spoken)));
	return spoken;
}

function speakIn(utterances: Utterance[], spoken: Map<string, Int16Array>): Promise<void> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./speaker.ts', import.meta.url), {
			workerData: utterances
		});
		worker.on('message', ({ key, samples }: { key: string; samples: Int16Array }) =>
			spoken.set(key, samples)
		);
		worker.on('error', reject);
		worker.on('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`the speaker ended with ${code}`))
		);
	});
}
