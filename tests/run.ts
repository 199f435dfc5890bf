/**
 * `npm test`: the whole list, the same on every machine. Installs what a fresh Debian lacks
 * (Chromium, a Chinese font), then format, types, unit, contract on both engines, build,
 * end-to-end, with lint beside them. Stops at the first step that fails; closes with one line of counts.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import * as path from 'node:path';
import { ensureBrowser } from './support/browser.ts';

const bin = path.resolve('node_modules/.bin');
const reports = mkdtempSync(path.join(tmpdir(), 'listenback-reports-'));
// The user that PostgreSQL runs under when tests run as root opens a file of it by name.
chmodSync(reports, 0o711);
const env: NodeJS.ProcessEnv = {
	...process.env,
	// What a test leaves in the temporary folder goes with the run.
	TMPDIR: reports,
	PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`
};
const counts = { passed: 0, failed: 0, skipped: 0 };

async function main(): Promise<number> {
	const began = performance.now();
	try {
		env.CHROMIUM_PATH = ensureBrowser();
		for (const [name, run] of steps) {
			const start = performance.now();
			process.stdout.write(`\n── ${name}\n`);
			const ok = await run();
			process.stdout.write(`   ${name}: ${seconds(start)}\n`);
			if (!ok) {
				process.stdout.write(`\n${name} failed\n`);
				counts.failed ||= 1;
				break;
			}
		}
	} finally {
		linting?.stop();
		rmSync(reports, { recursive: true, force: true, maxRetries: 5 });
	}
	process.stdout.write(`\nall steps: ${seconds(began)}\n`);
	const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
	process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
	return counts.failed > 0 ? 1 : 0;
}

const steps: [string, () => boolean | Promise<boolean>][] = [
	['generated files', () => tool('paraglide-js', paraglide) && tool('svelte-kit', ['sync'])],
	['lint begins', () => beginLint()],
	['format', () => tool('prettier', ['--check', '--log-level', 'warn', '.'])],
	['types', () => tool('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings'])],
	['unit', () => vitest('unit', ['unit'])],
	['contract: SQLite and PostgreSQL', () => vitest('contract', ['sqlite', 'postgres'])],
	['build', () => tool('vite', ['build', '--logLevel', 'error'])],
	['architecture', () => vitest('architecture', ['architecture'])],
	['end to end', () => playwright()],
	['lint', () => endLint()]
];

const paraglide = [
	'compile',
	'--project',
	'./src/lib/i18n/project.inlang',
	'--outdir',
	'./src/lib/i18n/paraglide',
	'--silent'
];

function tool(command: string, args: string[], extra: NodeJS.ProcessEnv = {}): boolean {
	return spawnSync(command, args, { stdio: 'inherit', env: { ...env, ...extra } }).status === 0;
}

let linting: { done: Promise<boolean>; output: string; stop: () => void } | undefined;

/** Lint takes what the other steps leave idle, which is most while browsers wait. */
function beginLint(): boolean {
	const output = path.join(reports, 'lint.txt');
	const stream = openSync(output, 'w');
	const child = spawn('eslint', ['--max-warnings', '0', '.'], {
		env: { ...env, LISTENBACK_LINT: 'quick' },
		stdio: ['ignore', stream, stream]
	});
	if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
	const done = new Promise<boolean>((resolve) => {
		child.on('error', () => resolve(false));
		child.on('exit', (code) => resolve(code === 0));
	});
	linting = { done, output, stop: () => void child.kill() };
	return true;
}

async function endLint(): Promise<boolean> {
	const ok = await linting!.done;
	process.stdout.write(readFileSync(linting!.output, 'utf8'));
	return ok;
}

function vitest(name: string, projects: string[]): boolean {
	const report = path.join(reports, `${name}.json`);
	const ok = tool('vitest', [
		'run',
		...projects.flatMap((project) => ['--project', project]),
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`
	]);
	const result = readReport(report) as VitestReport | undefined;
	counts.passed += result?.numPassedTests ?? 0;
	counts.failed += result?.numFailedTests ?? (ok ? 0 : 1);
	counts.skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
	// The counts decide: an exit hook of the test server has been seen to turn a failure into 0.
	return ok && result?.numFailedTests === 0 && result.numPassedTests > 0;
}

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
}

function playwright(): boolean {
	const report = path.join(reports, 'e2e.json');
	const ok = tool('playwright', ['test', '--config', 'tests/e2e/playwright.config.ts'], {
		PLAYWRIGHT_JSON_OUTPUT_FILE: report
	});
	const stats = (readReport(report) as { stats?: PlaywrightStats } | undefined)?.stats;
	counts.passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0);
	counts.failed += stats?.unexpected ?? (ok ? 0 : 1);
	counts.skipped += stats?.skipped ?? 0;
	return ok && (stats?.expected ?? 0) > 0;
}

interface PlaywrightStats {
	expected: number;
	unexpected: number;
	flaky: number;
	skipped: number;
}

function readReport(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

function seconds(since: number): string {
	return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

process.exitCode = await main();
