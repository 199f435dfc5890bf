/** Importing files against decoding the same files bare, in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { spawnSync } from 'node:child_process';
import { createAnalyser } from '#lib/recordings/server/analyser.ts';
import { openPcm } from '#lib/recordings/server/decode.ts';
import { inspectFile } from '#lib/recordings/server/detect.ts';
import { wav, place } from '../fixtures/wav.ts';

const FILES = 40;
const SECONDS = 180;
const ROUNDS = 3;
const root = path.resolve(import.meta.dirname, '../..');

/** Prints medians of three rounds: files a second of `listenback import`, of the decoding and measuring alone, and their ratio. */
export async function run(print: (line: string) => void): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-bench-import-'));
	try {
		const tree = path.join(folder, 'tree');
		const files = Array.from({ length: FILES }, (_, n) =>
			place(
				tree,
				`20260303-10${String(10 + n)}00.wav`,
				wav({ seconds: SECONDS, channels: 2, seed: n })
			)
		);
		const imports: number[] = [];
		const measures: number[] = [];
		const decodes: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			imports.push(importing(path.join(folder, `data-${round}`), tree));
			measures.push(await timed(() => measuring(files)));
			decodes.push(await timed(() => decoding(files)));
		}
		const [whole, measured, decoded] = [imports, measures, decodes].map(median) as [
			number,
			number,
			number
		];
		const rate = (ms: number) => `${((FILES * 1000) / ms).toFixed(1)} files/s`;
		print(`${FILES} stereo WAV files of ${SECONDS} s, median of ${ROUNDS}`);
		print(`import, command started anew   ${rate(whole)}`);
		print(
			`peaks and speech alone         ${rate(measured)}   import takes ${(whole / measured).toFixed(2)} × as long`
		);
		print(
			`bare decode                    ${rate(decoded)}   import takes ${(whole / decoded).toFixed(1)} × as long`
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

async function timed(work: () => Promise<void>): Promise<number> {
	const from = performance.now();
	await work();
	return performance.now() - from;
}

function importing(data: string, tree: string): number {
	const from = performance.now();
	const done = spawnSync(
		process.execPath,
		['src/cli.ts', 'import', tree, '--source', 'bench', '--preset', 'generic', '--zone', 'UTC'],
		{
			cwd: root,
			encoding: 'utf8',
			env: { ...process.env, DATABASE_URL: `file:${data}/bench.db`, LISTENBACK_DATA: data }
		}
	);
	if (done.status !== 0) throw new Error(done.stderr || done.stdout);
	return performance.now() - from;
}

async function measuring(files: string[]): Promise<void> {
	const analyser = createAnalyser({ decoder: 'auto', playback: 'mp3' });
	await Promise.all(files.map((file) => analyser.analyse(file)));
	await analyser.close();
}

/** One file after the other, samples thrown away. */
async function decoding(files: string[]): Promise<void> {
	for (const file of files) {
		const pcm = await openPcm(file, inspectFile(file), 'auto');
		let samples = 0;
		for await (const chunk of pcm.chunks) samples += chunk.length;
		if (samples === 0) throw new Error(`nothing decoded of ${file}`);
	}
}
