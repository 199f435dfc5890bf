/** A thread that dies at its first start, and at later ones waits to be told to stop. */
import { appendFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const { file, start } = workerData as { file: string; start: number };
appendFileSync(file, `start ${start}\n`);
if (start === 1) throw new Error('as the test wants it');
parentPort!.once('message', () => appendFileSync(file, 'stopped\n'));
