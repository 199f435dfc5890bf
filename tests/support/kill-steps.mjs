// Counts the steps of a program under test and ends it, as a power switch would, at the step that
// KILL_AT names. Steps are counted into the file KILL_COUNT.
import { writeFileSync } from 'node:fs';

const at = Number(process.env.KILL_AT ?? Infinity);
let steps = 0;

function step() {
	steps += 1;
	if (steps === at) process.kill(process.pid, 'SIGKILL');
}

/** Counts before and after, so that the deed itself is once left undone and once done but not told. */
export function around(object, name) {
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

process.on('exit', () => {
	if (process.env.KILL_COUNT) writeFileSync(process.env.KILL_COUNT, String(steps));
});
