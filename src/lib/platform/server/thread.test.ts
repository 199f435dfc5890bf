import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createLogger } from './logger.ts';
import { keepThread } from './thread.ts';

it('starts a thread again when it has died, and waits for it to finish', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-thread-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const file = path.join(folder, 'log');
	let start = 0;
	const kept = keepThread(path.resolve('tests/support/crashing-thread.ts'), {
		name: 'test',
		data: () => ({ file, start: ++start }),
		logger: createLogger('silent'),
		restartMs: 10
	});
	const written = () => readFileSync(file, { encoding: 'utf8', flag: 'a+' });
	for (let waited = 0; waited < 10_000 && !written().includes('start 2'); waited += 20)
		await sleep(20);
	await kept.stop();
	expect(written()).toBe('start 1\nstart 2\nstopped\n');
	await sleep(50);
	expect(start).toBe(2);
});
