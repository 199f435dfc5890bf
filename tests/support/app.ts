/** A real Listenback in a folder of its own: the built server and the command line, as an operator runs them. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const launcher = path.resolve('src/launch.mjs');

export interface App {
	/** `http://127.0.0.1:PORT` */
	url: string;
	port: number;
	dataDir: string;
	/** What the server has printed so far. */
	output(): string;
	/** Starts the server; `now` moves its clock by configuration, as `moveClock` does. */
	start(options?: { now?: string; env?: Record<string, string> }): Promise<void>;
	/** Of the running server. */
	pid(): number;
	/** Moves the clock of the commands and of the server from here on, while no server runs. */
	moveClock(now: string): void;
	/** Asks the server to stop, as a supervisor does; the exit code. */
	stop(): Promise<number | null>;
	/** What configures the server and the commands run from here on. */
	env(): NodeJS.ProcessEnv;
	/** Runs `listenback …args --json`; fails the test on exit code 1. */
	command<Answer>(...args: string[]): Answer;
	/** Stops and removes everything. */
	remove(): Promise<void>;
}

/** On files of its own, or on a migrated database that is there. */
export async function createApp({ databaseUrl }: { databaseUrl?: string } = {}): Promise<App> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'listenback-app-'));
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const base: NodeJS.ProcessEnv = {
		...process.env,
		DATABASE_URL: databaseUrl ?? `file:${path.join(dataDir, 'listenback.db')}`,
		LISTENBACK_DATA: dataDir,
		LISTENBACK_ZONE: 'Asia/Shanghai',
		LISTENBACK_LOG: 'warn',
		PORT: String(port),
		HOST: '127.0.0.1'
	};
	let server: ChildProcess | undefined;
	let printed = '';
	let now: string | undefined;

	const app: App = {
		url,
		port,
		dataDir,
		output: () => printed,
		async start(options = {}) {
			now = options.now ?? now;
			printed = '';
			const env = { ...app.env(), ...options.env };
			server = spawn(process.execPath, [launcher, 'start'], { env });
			for (const stream of [server.stdout, server.stderr])
				stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
			await healthy(url, server, () => printed);
		},
		pid: () => server!.pid!,
		moveClock(to) {
			now = to;
		},
		async stop() {
			const running = server;
			server = undefined;
			if (!running || running.exitCode !== null) return running?.exitCode ?? null;
			const ended = new Promise<number | null>((resolve) => running.once('exit', resolve));
			running.kill('SIGTERM');
			return ended;
		},
		env: () => ({ ...base, ...clock(now) }),
		command<Answer>(...args: string[]) {
			const done = spawnSync(process.execPath, [launcher, 'listenback', ...args, '--json'], {
				env: app.env(),
				encoding: 'utf8',
				maxBuffer: 64 << 20
			});
			if (done.status === 1 || done.status === null)
				throw new Error(`listenback ${args.join(' ')}: ${done.stderr}`);
			return JSON.parse(done.stdout) as Answer;
		},
		async remove() {
			await app.stop();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
	return app;
}

const clock = (now: string | undefined): Record<string, string> =>
	now ? { LISTENBACK_NOW: now } : {};

async function healthy(url: string, server: ChildProcess, printed: () => string) {
	for (let attempt = 0; attempt < 600; attempt++) {
		if (server.exitCode !== null) throw new Error(`the server ended:\n${printed()}`);
		const answer = await fetch(`${url}/healthz`).catch(() => undefined);
		if (answer?.ok) return;
		await sleep(100);
	}
	throw new Error(`the server did not become healthy:\n${printed()}`);
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}
