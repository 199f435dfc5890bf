/**
 * A daily draw of 500 agents, 30,000 calls in the day among a million, on both engines: the whole
 * command, written and chained, beside reading the candidate rows alone through the bare driver in
 * the same run. Goal: at most twice. LISTENBACK_BENCH_ROWS takes more rows than a million.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { startPostgres } from '../support/postgres.ts';
import type { DrawTimes } from './draw-engine.ts';

export const name = 'draw';

export async function run(print: (line: string) => void): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-bench-'));
	try {
		show('SQLite', await engine(`file:${path.join(folder, 'draw.db')}`), print);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	const postgres = await startPostgres();
	try {
		show('PostgreSQL', await engine(`${postgres.server}/listenback_template`), print);
	} finally {
		await postgres.stop();
	}
}

/** dialect.ts chooses the engine when it is loaded, hence a process for each. */
function engine(url: string): Promise<DrawTimes> {
	const child = spawn(process.execPath, [path.join(import.meta.dirname, 'draw-engine.ts')], {
		env: { ...process.env, DATABASE_URL: url },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let output = '';
	child.stdout.on('data', (part: Buffer) => (output += part.toString()));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code) =>
			code === 0
				? resolve(JSON.parse(output) as DrawTimes)
				: reject(new Error(`draw bench: exit ${code}`))
		);
	});
}

function show(title: string, times: DrawTimes, print: (line: string) => void) {
	const ms = (value: number) => `${value.toFixed(0)} ms`;
	const ratio = (value: number) => (value / times.readMs).toFixed(2);
	print(
		`${title}: ${times.rows.toLocaleString('en-US')} recordings, ${times.calls.toLocaleString('en-US')} in the day, ${times.chosen} drawn; medians of ${times.rounds}`
	);
	print(`  rows alone      ${ms(times.readMs)}`);
	print(`  worked out      ${ms(times.previewMs)}   ratio ${ratio(times.previewMs)}`);
	print(`  drawn, written  ${ms(times.drawMs)}   ratio ${ratio(times.drawMs)}`);
	print(`  event loop held ${ms(times.heldMs)} at most while drawing\n`);
}
