/** `npm run build`: the client and server bundles, in `build/`. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const done = spawnSync(path.resolve('node_modules/.bin/vite'), ['build', '--logLevel', 'warn'], {
	stdio: 'inherit'
});
process.exit(done.status ?? 1);
