/**
 * The server: Kit's handler behind our own listener, with the jobs and watch folders beside it.
 * `npm start` runs this file; the demo calls `serve`.
 */
import { createServer, type Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import * as path from 'node:path';
import { chainWeaknesses } from '#lib/audit/server/protection.ts';
import { offerSetUp } from '#lib/auth/server/set-up.ts';
import { systemActor } from '#lib/people/role.ts';
import { WritesRefused } from '#lib/platform/server/db/errors.ts';
import { ownAddresses } from '#lib/platform/server/http/hosts.ts';
import { internal, listener, type Handler } from '#lib/platform/server/http/listener.ts';
import { ensureBuilt } from './build-state.ts';
import { startParts, type Parts } from './server-parts.ts';
import { processRuntime, type Runtime } from './runtime.ts';
import { ensureStandards } from './standards.ts';

interface ServeOptions {
	/** 0 takes a free port. Default: `PORT` and `HOST`. */
	port?: number;
	host?: string;
}

interface Serving {
	/** Where to open it, such as `http://localhost:3000`. */
	address: string;
	/** Finishes what runs, at most 10 s, closes the database and seals it. */
	stop(): Promise<void>;
}

const STOP_MS = 8_000;

/** Builds when needed, opens the process's runtime and serves. */
export async function serve(options: ServeOptions = {}): Promise<Serving> {
	ensureBuilt();
	const runtime = await processRuntime();
	const { config } = runtime;
	const writes = runtime.db.seal?.state !== 'changed';
	if (writes) await ensureStandards(runtime.context(systemActor('set-up')));
	for (const weakness of await chainWeaknesses(runtime.db.read, config))
		runtime.logger.warn('audit.weakness', { weakness });
	const server = createServer(
		{
			headersTimeout: 15_000,
			requestTimeout: 60_000,
			keepAliveTimeout: 10_000,
			connectionsCheckingInterval: 5_000
		},
		listener(config, await kitHandler(), (facts) =>
			runtime.logger.warn('csp.violation', { ...facts })
		)
	);
	server.maxConnections = 2_000;
	const port = await listen(server, options.port ?? config.port, options.host ?? config.host);
	const parts = config.runJobs && writes ? startParts(runtime) : undefined;
	let stopping: Promise<void> | undefined;
	return {
		address: config.origin ?? `http://localhost:${port}`,
		stop: () => (stopping ??= stopAll(server, runtime, parts))
	};
}

/** Kit's handler reads its environment once, when imported: it takes origin and address from our listener, and no longer body (request-refusals.ts). */
async function kitHandler(): Promise<Handler> {
	delete process.env.ORIGIN;
	Object.assign(process.env, internal, { BODY_SIZE_LIMIT: '512K' });
	const file = path.resolve(import.meta.dirname, '../build/handler.js');
	const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
	return handler;
}

function listen(server: Server, port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => resolve((server.address() as { port: number }).port));
	});
}

async function stopAll(server: Server, runtime: Runtime, parts: Parts | undefined) {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeIdleConnections();
	const overdue = setTimeout(() => server.closeAllConnections(), STOP_MS);
	const patience = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref());
	await Promise.race([Promise.allSettled([closed, parts?.stop()]), patience]);
	clearTimeout(overdue);
	server.closeAllConnections();
	await runtime.close();
}

async function main() {
	if (Number(process.versions.node.split('.')[0]) < 24)
		throw new Error(`Listenback needs Node 24; this is ${process.versions.node}.`);
	process.env.NODE_ENV ??= 'production';
	const serving = await serve();
	const runtime = await processRuntime();
	const { config, logger } = runtime;
	let ending = false;
	const end = (code: number) => {
		if (ending) return;
		ending = true;
		const longest = STOP_MS + 1_500 + 1_000 * config.sealSeconds;
		setTimeout(() => process.exit(code || 1), longest).unref();
		void serving.stop().then(
			() => process.exit(code),
			() => process.exit(1)
		);
	};
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(0));
	for (const event of ['unhandledRejection', 'uncaughtException'] as const)
		process.on(event, (error: unknown) => {
			logger.error('process.failed', { event, error });
			end(1);
		});
	if (process.versions.node.localeCompare('24.22.1', 'en', { numeric: true }) < 0)
		logger.warn('node.outdated', { version: process.versions.node, wanted: '24.22.1' });
	const setUpToken = await offerSetUp(runtime.context());
	process.stdout.write(greeting(serving.address, config.origin, setUpToken));
}

function greeting(address: string, origin: string | undefined, setUpToken: string | undefined) {
	const { port } = new URL(address);
	const others = origin
		? []
		: ownAddresses()
				.filter((own) => own.includes('.') && own !== '127.0.0.1')
				.map((own) => `  http://${own}:${port}`);
	const lines = [`Listenback is at ${address}`, ...others];
	if (setUpToken)
		lines.push(
			'',
			'There is no administrator yet. Set the centre up at (once, within 24 hours):',
			`  ${address}/set-up?token=${setUpToken}`
		);
	return `${lines.join('\n')}\n`;
}

if (process.argv[1] && import.meta.filename === path.resolve(process.argv[1]))
	await main().catch((error: unknown) => {
		const { message, stack } = error as Error;
		const known =
			error instanceof WritesRefused ||
			/^Configuration: |^Listenback needs|EADDRINUSE|^Build /.test(message);
		process.stderr.write(`${known ? message : stack}\n`);
		process.exit(1);
	});
