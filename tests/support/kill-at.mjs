// Loaded before a program under test: counts what it does to disk and database, and ends it, as a
// power switch would, at the step that KILL_AT names. Steps are counted into the file KILL_COUNT.
import { writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { createRequire, syncBuiltinESMExports } from 'node:module';

const at = Number(process.env.KILL_AT ?? Infinity);
let steps = 0;

function step() {
	steps += 1;
	if (steps === at) process.kill(process.pid, 'SIGKILL');
}

/** Counts before and after, so that the deed itself is once left undone and once done but not told. */
function around(object, name) {
	const original = object[name];
	object[name] = function (...args) {
		step();
		const result = Reflect.apply(original, this, args);
		if (!(result instanceof Promise)) {
			step();
			return result;
		}
		return result.then((value) => {
			step();
			return value;
		});
	};
}

const probe = await fs.open(import.meta.filename);
const handle = Object.getPrototypeOf(probe);
await probe.close();
for (const name of ['write', 'sync']) around(handle, name);
for (const name of ['mkdir', 'rename', 'rm', 'chmod']) around(fs, name);
syncBuiltinESMExports();
const Database = createRequire(import.meta.url)('better-sqlite3');
around(Database.prototype, 'exec');
process.on('exit', () => {
	if (process.env.KILL_COUNT) writeFileSync(process.env.KILL_COUNT, String(steps));
});
