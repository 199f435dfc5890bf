/**
 * Child processes for decoding: started when needed, one task each at a time, replaced after a
 * crash, a time-out or too much memory. They know nothing of the parent's environment but the PATH.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Answer, Task } from './analyser.ts';

const HEAP_MB = 256;
const RESIDENT_MB = 512;
const WATCH_MS = 100;
const PAGE_BYTES = 4096;
/** The kernel counts a process's time in hundredths of a second. */
const TICK_MS = 10;
const STOP_MS = 2000;

interface WorkerPool {
	/** Never rejects but after `close`: a crash or a broken limit is an answer with fault `file`. */
	run(task: Task, limits: TimeLimits): Promise<Answer>;
	close(): Promise<void>;
}

export interface TimeLimits {
	/** By the clock on the wall: also what sleeps comes to an end. */
	wallMs: number;
	/** By the processor, so that a busy machine makes no recording unreadable; only where the system tells. */
	cpuMs: number;
}

interface Job {
	task: Task;
	limits: TimeLimits;
	resolve: (answer: Answer) => void;
	reject: (error: Error) => void;
}

export function startWorkers(limit: number): WorkerPool {
	const waiting: Job[] = [];
	const idle: ChildProcess[] = [];
	const all = new Set<ChildProcess>();
	let closed = false;

	function next() {
		while (waiting.length > 0) {
			const child = idle.pop() ?? (all.size < limit ? start() : undefined);
			if (!child) return;
			void perform(child, waiting.shift()!).then(next);
		}
	}

	function start(): ChildProcess {
		const child = fork(fileURLToPath(new URL('./analysis-worker.ts', import.meta.url)), {
			execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning'],
			env: { PATH: process.env.PATH, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH },
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		all.add(child);
		child.once('exit', () => {
			all.delete(child);
			const at = idle.indexOf(child);
			if (at >= 0) idle.splice(at, 1);
		});
		child.on('error', () => undefined);
		return child;
	}

	async function perform(child: ChildProcess, job: Job) {
		keepAwake(child, true);
		const answer = await converse(child, job);
		if (child.connected && answer.done) {
			keepAwake(child, false);
			idle.push(child);
		} else await stop(child, 0);
		if (closed) job.reject(new Error('the analyser is closed'));
		else job.resolve(answer.value);
	}

	return {
		run(task, limits) {
			if (closed) return Promise.reject(new Error('the analyser is closed'));
			return new Promise((resolve, reject) => {
				waiting.push({ task, limits, resolve, reject });
				next();
			});
		},
		async close() {
			closed = true;
			for (const job of waiting.splice(0)) job.reject(new Error('the analyser is closed'));
			await Promise.all([...all].map((child) => stop(child, STOP_MS)));
		}
	};
}

/** Sends the task and waits for its answer, the end of the child, or a broken limit. */
function converse(child: ChildProcess, job: Job): Promise<{ done: boolean; value: Answer }> {
	return new Promise((resolve) => {
		const end = (done: boolean, value: Answer) => {
			clearTimeout(deadline);
			clearInterval(watch);
			child.off('message', answered);
			child.off('exit', crashed);
			resolve({ done, value });
		};
		const broken = (message: string) => end(false, { ok: false, fault: 'file', message });
		const answered = (answer: Answer) => end(true, answer);
		const crashed = () => broken('the decoder crashed on it');
		const deadline = setTimeout(() => broken(TOO_LONG), job.limits.wallMs);
		let begunAt: number | undefined;
		const watch = setInterval(() => {
			void usageOf(child.pid).then(({ residentMb, cpuMs }) => {
				begunAt ??= cpuMs;
				if (residentMb > RESIDENT_MB) broken('decoding took too much memory');
				else if (cpuMs - begunAt > job.limits.cpuMs) broken(TOO_LONG);
			});
		}, WATCH_MS);
		child.on('message', answered);
		child.on('exit', crashed);
		child.send(job.task, (error) => error && crashed());
	});
}

const TOO_LONG = 'decoding took too long';

/** Zeros where the system does not tell. */
async function usageOf(pid: number | undefined): Promise<{ residentMb: number; cpuMs: number }> {
	const told = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
	const [memory, stat] = await Promise.all([told('statm'), told('stat')]);
	// After the name, which may hold blanks, in parentheses: user time is field 14, system time 15.
	const times = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return {
		residentMb: (Number(memory.split(' ')[1] ?? 0) * PAGE_BYTES) / 2 ** 20,
		cpuMs: (Number(times[11] ?? 0) + Number(times[12] ?? 0)) * TICK_MS
	};
}

/** An idle child does not keep its parent running. */
function keepAwake(child: ChildProcess, awake: boolean) {
	if (awake) {
		child.ref();
		child.channel?.ref();
	} else {
		child.unref();
		child.channel?.unref();
	}
}

async function stop(child: ChildProcess, graceMs: number) {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	if (graceMs > 0 && child.connected) child.disconnect();
	const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
	await gone;
	clearTimeout(kill);
}
