/** Whether `build/` is there and newer than what it was made from; built again when not. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const sources = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];
/** Generated while building, or of no part in the bundle. */
const notSource = /(^|\/)i18n\/paraglide(\/|$)|project\.inlang\/(?!settings)|\.test\.ts$/;

/** Runs the build when it is missing or older than its sources; throws when it fails. */
export function ensureBuilt(): void {
	const built = path.join(root, 'build/handler.js');
	if (existsSync(built)) {
		const newest = Math.max(...sources.map((source) => newestMs(path.join(root, source))));
		// A machine with the product's own packages only keeps the build it was given.
		const canBuild = existsSync(path.join(root, 'node_modules/.bin/vite'));
		if (statSync(built).mtimeMs >= newest || !canBuild) return;
	}
	process.stderr.write('Building …\n');
	const done = spawnSync(process.execPath, [path.join(root, 'src/build.ts')], {
		cwd: root,
		stdio: ['ignore', 2, 2]
	});
	if (done.status !== 0) throw new Error('Build failed; its message is above.');
}

function newestMs(place: string): number {
	if (notSource.test(place) || !existsSync(place)) return 0;
	const stat = statSync(place);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(0, ...readdirSync(place).map((name) => newestMs(path.join(place, name))));
}
