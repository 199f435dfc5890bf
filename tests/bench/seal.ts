/** The seal of a SQLite file of 1 GB: to make it and to compare it, in MB/s beside reading the file alone. */
import { randomFillSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import Database from 'better-sqlite3';
import { checkSeal, sealFile } from '#lib/platform/server/db/seal.ts';

const MEGABYTES = 1024;
const RUNS = 5;
const LONGEST_MS = 600_000;

const reading =
	'const fs = require("node:fs"); const file = fs.openSync(process.argv[1]); const chunk = Buffer.alloc(1 << 20);' +
	'while (fs.readSync(file, chunk, 0, chunk.length, null) > 0);';

/** Medians of several runs; the file is in the page cache for all of them. */
export async function run(print: (line: string) => void): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-bench-seal-'));
	try {
		const file = path.join(folder, 'listenback.db');
		fill(file);
		const took = { read: [] as number[], seal: [] as number[], check: [] as number[] };
		for (let n = 0; n < RUNS; n++) {
			rmSync(`${file}.seal`, { force: true });
			took.read.push(await ms(() => execFileSync(process.execPath, ['-e', reading, file])));
			took.seal.push(await ms(() => sealFile(file, LONGEST_MS)));
			took.check.push(await ms(whole(file)));
		}
		const { size } = statSync(file);
		const bare = median(took.read);
		print(
			`a file of ${(size / 1e6).toFixed(0)} MB, all in processes of their own; medians of ${RUNS}`
		);
		for (const [name, times] of Object.entries(took)) {
			const time = median(times);
			const speed = (size / 1000 / time).toFixed(0);
			print(
				`${name.padEnd(6)} ${time.toFixed(0)} ms  ${speed} MB/s  ${(time / bare).toFixed(1)} × reading`
			);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function fill(file: string) {
	const connection = new Database(file);
	connection.pragma('journal_mode = WAL');
	connection.pragma('synchronous = OFF');
	connection.exec('create table bytes (bytes blob)');
	const insert = connection.prepare('insert into bytes values (?)');
	const megabyte = randomFillSync(Buffer.alloc(1 << 20));
	for (let n = 0; n < MEGABYTES; n++) insert.run(megabyte);
	connection.close();
}

const whole = (file: string) => async () => {
	const { state } = await checkSeal(file);
	if (state !== 'whole') throw new Error(`the file is ${state}`);
};

async function ms(work: () => unknown): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
