// Loaded before a program under test: counts the statements that it sends to the database, and ends
// it, as a power switch would, at the step that KILL_AT names: before the statement, or after it and
// before the program knows. Steps are counted into the file KILL_COUNT.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const at = Number(process.env.KILL_AT ?? Infinity);
let steps = 0;

function step() {
	steps += 1;
	if (steps === at) process.kill(process.pid, 'SIGKILL');
}

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

const require = createRequire(import.meta.url);
if (process.env.DATABASE_URL.startsWith('postgres'))
	around(require('pg').Client.prototype, 'query');
else {
	const Database = require('better-sqlite3');
	around(Database.prototype, 'exec');
	const memory = new Database(':memory:');
	around(Object.getPrototypeOf(memory.prepare('select 1')), 'run');
	memory.close();
}
process.on('exit', () => {
	if (process.env.KILL_COUNT) writeFileSync(process.env.KILL_COUNT, String(steps));
});
