/** `npm run test:long`: what takes longer than a change should wait for. Prints its seed. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const seed = process.env.LISTENBACK_SEED ?? String(Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`seed ${seed}\n`);
const done = spawnSync(
	path.resolve('node_modules/.bin/vitest'),
	['run', '--config', 'tests/long/vitest.config.ts', ...process.argv.slice(2)],
	{ stdio: 'inherit', env: { ...process.env, LISTENBACK_SEED: seed } }
);
process.exit(done.status ?? 1);
