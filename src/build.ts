/** `npm run build`: the client and server bundles, in `build/`. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

// By this very Node: what the machine calls `node` may be another, without what the bundle needs.
const vite = path.resolve('node_modules/vite/bin/vite.js');
const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
	stdio: 'inherit'
});
process.exit(done.status ?? 1);
