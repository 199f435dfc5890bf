// The entry behind every npm script. Plain JavaScript that any Node can read: it makes sure that
// the packages are installed and that Node 24 (which comes with them) runs what follows.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import * as path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules', '.bin');
const node = path.join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
const [task = '', ...args] = process.argv.slice(2);

/** Tasks that may install packages by themselves: the two commands a newcomer runs. */
const installs = ['demo', 'test', 'start', 'build', 'bench', 'long'];
/** Tasks that are one tool with its arguments. */
const tools = {
	dev: ['vite', 'dev'],
	'build-only': ['vite', 'build', '--logLevel', 'warn'],
	unit: ['vitest', 'run', '--project', 'unit'],
	contract: ['vitest', 'run', '--project', 'sqlite', '--project', 'postgres'],
	// What takes longer than a change should wait for.
	long: ['vitest', 'run', '--project', 'long', '--project', 'long-postgres'],
	lint: ['eslint', '--max-warnings', '0', '.'],
	format: ['prettier', '--write', '--log-level', 'warn', '.'],
	e2e: ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts']
};
/** Tasks that are a module of ours. */
const modules = {
	listenback: 'src/cli.ts',
	demo: 'src/demo.ts',
	start: 'src/server.ts',
	test: 'tests/run.ts',
	bench: 'tests/bench/run.ts',
	build: 'src/build.ts',
	check: 'src/check.ts',
	'db:generate': 'drizzle/generate.ts'
};

process.chdir(root);
if (installs.includes(task)) install();
if (Number(process.versions.node.split('.')[0]) < 24) restart();
else if (task in modules) await runModule();
else if (task in tools) runTool();
else fail(`unknown task "${task}"`);

/** Runs `npm ci` when node_modules does not match the lock file. */
function install() {
	const stamp = path.join(root, 'node_modules', '.listenback-lock');
	const wanted = createHash('sha256')
		.update(readFileSync(path.join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node)) return;
	process.stderr.write('Installing packages (npm ci) …\n');
	const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], {
		cwd: root,
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32'
	});
	if (done.status !== 0) fail('npm ci failed; its message is above');
	writeFileSync(stamp, wanted);
}

/** Starts this file again under the Node of node_modules. */
function restart() {
	if (!existsSync(node))
		fail(
			`Listenback needs Node 24; this is ${process.versions.node}. Run "npm ci": it brings Node 24 along.`
		);
	follow(spawn(node, [fileURLToPath(import.meta.url), task, ...args], { stdio: 'inherit' }));
}

async function runModule() {
	// Node keeps what it has compiled: the second start is about twice as fast.
	module.enableCompileCache?.();
	process.argv.splice(1, 2, path.join(root, modules[task]));
	await import(pathToFileURL(path.join(root, modules[task])).href);
}

function runTool() {
	const [command, ...fixed] = tools[task];
	const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
	follow(spawn(command, [...fixed, ...args], { stdio: 'inherit', env, cwd: root }));
}

function follow(child) {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
		process.on(signal, () => child.kill(signal));
	child.on('exit', (code, signal) => process.exit(code ?? (signal ? 143 : 1)));
}

function fail(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}
