/** Runs an operator's pattern with a bound on length and time, since some patterns take for ever on some names. */
import { createContext, Script } from 'node:vm';
import type { Match } from '../presets/define.ts';

const TEXT_LIMIT = 4096;
const TIME_LIMIT_MS = 100;

/** One matcher per import: after three patterns that ran out of time it refuses at once, so that a bad pattern cannot hold up ten thousand names. */
export function guardedMatch(): Match {
	const box = createContext(Object.create(null) as object);
	const scripts = new Map<string, Script | null>();
	let timeouts = 0;
	return (pattern, text) => {
		if (timeouts >= 3) return 'timeout';
		if (!scripts.has(pattern)) scripts.set(pattern, compile(pattern));
		const script = scripts.get(pattern);
		if (!script || text.length > TEXT_LIMIT) return null;
		box.text = text;
		try {
			const found = script.runInContext(box, { timeout: TIME_LIMIT_MS }) as string;
			return found ? (JSON.parse(found) as Record<string, string>) : null;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
			timeouts += 1;
			return 'timeout';
		}
	};
}

/** Null for a pattern that is no regular expression (a piece of one may be none). */
function compile(pattern: string): Script | null {
	for (const flags of ['u', '']) {
		try {
			new RegExp(pattern, flags);
			return new Script(
				`(() => {
					const found = new RegExp(${JSON.stringify(pattern)}, '${flags}').exec(text);
					return found && JSON.stringify(found.groups ?? {});
				})()`
			);
		} catch {
			// The next way of reading it, or none.
		}
	}
	return null;
}
