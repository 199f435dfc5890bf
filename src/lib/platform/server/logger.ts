/**
 * The operator's log: one JSON object a line on stderr. Identifiers and codes only;
 * never names, numbers, comments, tokens or bodies.
 */
const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type Level = (typeof levels)[number];
export interface Logger {
	debug(event: string, facts?: Record<string, unknown>): void;
	info(event: string, facts?: Record<string, unknown>): void;
	warn(event: string, facts?: Record<string, unknown>): void;
	error(event: string, facts?: Record<string, unknown>): void;
}

export function createLogger(threshold: Level): Logger {
	const from = levels.indexOf(threshold);
	const at =
		(level: Exclude<Level, 'silent'>) =>
		(event: string, facts: Record<string, unknown> = {}) => {
			if (levels.indexOf(level) < from) return;
			process.stderr.write(
				`${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts }, errorText)}\n`
			);
		};
	return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

const errorText = (_key: string, value: unknown) =>
	value instanceof Error ? { message: value.message, stack: value.stack } : value;
