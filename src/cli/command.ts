import type { Config } from '#lib/platform/server/config.ts';
import type { Runtime } from '../runtime.ts';

/** 0 all well · 1 could not run · 2 something held · 3 something rejected. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Option {
	type: 'string' | 'boolean';
	multiple?: boolean;
	/** One letter, for `-o`. */
	short?: string;
	/** One line for `--help`. */
	help: string;
}

export interface Call {
	positionals: string[];
	/** The value of a string option, or undefined. */
	text(name: string): string | undefined;
	flag(name: string): boolean;
	/** The settings alone; opens nothing. */
	config(): Config;
	/** Opens the database, store and audio workers; closed after the command. */
	runtime(): Promise<Runtime>;
	/** Prints `value` as JSON when `--json` was given, else the lines. */
	answer(value: unknown, lines: () => string[]): void;
	/** Writes to standard output as it is. */
	print: (text: string) => void;
}

export interface Command {
	/** Words after `listenback`, such as `people import`. */
	name: string;
	summary: string;
	/** Arguments as shown by `--help`, such as `PATH… --source NAME`. */
	usage: string;
	/** Besides `--json` and `--help`, which every command has. */
	options: Record<string, Option>;
	run(call: Call): Promise<ExitCode>;
}

/** A sentence for the person at the terminal: printed without a stack, exit code 1. */
export class UsageError extends Error {}
