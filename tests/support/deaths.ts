/** Ways of ending a program with -9 at a point of what it does: at a step (kill-*.mjs), or at a system call (strace). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** A module of the project with its arguments, and what is in its environment beside ours. */
export interface Program {
	args: string[];
	env: Record<string, string>;
}

export interface End {
	status: number | null;
	signal: string | null;
	/** Standard output. */
	printed: string;
}

export interface Death {
	/** Runs it undisturbed; through how many points it came. */
	whole: (program: Program) => Promise<{ end: End; points: number }>;
	/** Ends it at the point, from 1 on. */
	at: (program: Program, point: number) => Promise<End>;
}

/** At the steps that a hook in tests/support counts. */
export const bySteps = (hook: 'kill-at.mjs' | 'kill-at-statement.mjs'): Death => {
	const run = ({ args, env }: Program, more: Record<string, string>) =>
		ended(process.execPath, ['--import', path.join(root, 'tests/support', hook), ...args], {
			...env,
			...more
		});
	return {
		whole: (program) =>
			counted(
				(file) => run(program, { KILL_COUNT: file }),
				(file) => Number(readFileSync(file, 'utf8'))
			),
		at: (program, point) => run(program, { KILL_AT: String(point) })
	};
};

/** At each system call of these names that an undisturbed run makes, in one of its threads. */
export const byCalls = (names: string): Death => {
	let calls: { name: string; nth: number }[] = [];
	const run = ({ args, env }: Program, traced: string, more: string[]) =>
		ended(
			'strace',
			[
				// A program that it starts is let go: the audio workers live on.
				...['-f', '-b', 'execve', '-e', 'signal=none', '-e', `trace=${traced}`, ...more],
				...[process.execPath, ...args]
			],
			// One thread for files: their calls come in the same order.
			{ ...env, UV_THREADPOOL_SIZE: '1' }
		);
	return {
		whole: (program) =>
			counted(
				(file) => run(program, names, ['-o', file]),
				(file) => (calls = callsIn(file)).length
			),
		at: (program, point) => {
			const { name, nth } = calls[point - 1]!;
			const inject = `inject=${name}:signal=SIGKILL:when=${nth}`;
			return run(program, name, ['-o', '/dev/null', '-e', inject]);
		}
	};
};

/** strace counts the calls of each name in each thread by themselves: of each name as many as the busiest thread makes. */
function callsIn(file: string) {
	const counts = new Map<string, number>();
	for (const [, thread, name] of readFileSync(file, 'utf8').matchAll(/^(\d+) +(\w+)\(/gm)) {
		const key = `${name} ${thread}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	const most = new Map<string, number>();
	for (const [key, count] of counts) {
		const name = key.split(' ')[0]!;
		most.set(name, Math.max(count, most.get(name) ?? 0));
	}
	return [...most].flatMap(([name, count]) =>
		Array.from({ length: count }, (_, n) => ({ name, nth: n + 1 }))
	);
}

async function counted(run: (file: string) => Promise<End>, count: (file: string) => number) {
	return inFolder(async (folder) => {
		const file = path.join(folder, 'points');
		const end = await run(file);
		return { end, points: end.status === 0 ? count(file) : 0 };
	});
}

/** Into a file, it is written before the program goes on; a pipe would be held open by children that live on. */
const ended = (command: string, args: string[], env: Record<string, string>): Promise<End> =>
	inFolder(async (folder) => {
		const file = path.join(folder, 'printed');
		const output = openSync(file, 'w');
		const child = spawn(command, args, {
			cwd: root,
			stdio: ['ignore', output, 'ignore'],
			env: { ...process.env, ...env }
		});
		closeSync(output);
		const [status, signal] = (await once(child, 'exit')) as [number | null, string | null];
		return { status, signal, printed: readFileSync(file, 'utf8') };
	});

async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-deaths-'));
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** `count` of the points 1 … `last`, spread evenly: the first and the last among them. */
export const spread = (count: number, last: number): number[] => [
	...new Set(
		Array.from(
			{ length: count },
			(_, n) => 1 + Math.floor((n * (last - 1)) / Math.max(1, count - 1))
		)
	)
];
