/** One thread that speaks, mixes and writes the example recordings, and hands each over when it is made. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Script } from '../dialogues/script.ts';
import { madeFiles } from './make-files.ts';

const { scripts, seed } = workerData as { scripts: Script[]; seed: number };
for await (const file of madeFiles(scripts, seed)) parentPort!.postMessage(file);
