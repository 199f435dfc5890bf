/** The pass over the stored files: MB/s on one core, beside plain hashing of the same bytes in the same run. */
import { createHash, randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { blobFolders } from '#lib/platform/server/files/stored-files.ts';
import { localStore } from '#lib/platform/server/files/local-store.ts';
import { readFiles } from '#lib/custody/server/scrub-files.ts';

const FILES = 600;
/** Half a minute of A-law in two lanes. */
const BYTES = 480_000;
const RUNS = 5;
/** The figure to reach, MB/s on one core. */
const GOAL = 100;

/** Medians of several runs; the files are in the page cache for both. */
export async function run(print: (line: string) => void): Promise<void> {
	const root = mkdtempSync(path.join(tmpdir(), 'listenback-bench-scrub-'));
	try {
		fill(root);
		const scrubs: number[] = [];
		const peers: number[] = [];
		for (let n = 0; n < RUNS; n++) {
			peers.push(speed(plainHashing(root)));
			scrubs.push(speed(await pass(root)));
		}
		const [ours, peer] = [median(scrubs), median(peers)];
		print(`${FILES} files of ${BYTES / 1000} kB, all needed and whole; medians of ${RUNS} runs`);
		print(
			`pass             ${ours.toFixed(0)} MB/s   ${(ours / GOAL).toFixed(1)} × the goal of ${GOAL} MB/s`
		);
		print(`plain hashing    ${peer.toFixed(0)} MB/s   pass ÷ plain ${(ours / peer).toFixed(2)}`);
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

function fill(root: string) {
	const content = Buffer.alloc(BYTES);
	for (let n = 0; n < FILES; n++) {
		randomFillSync(content);
		const sha256 = createHash('sha256').update(content).digest('hex');
		mkdirSync(path.join(root, sha256.slice(0, 2)), { recursive: true });
		writeFileSync(path.join(root, sha256.slice(0, 2), sha256), content);
	}
}

/** As a pass reads them; ms. */
async function pass(root: string): Promise<number> {
	const store = localStore(root);
	const began = performance.now();
	for (const folder of blobFolders) {
		const { blobs } = await store.names(folder);
		const files = blobs.map((name) => ({ name, needed: true, stored: true }));
		if (files.length === 0) continue;
		const found = await readFiles(store, { id: 'bench', sampleShare: 1000 }, files, Infinity);
		if (found.changed.length + found.missing.length > 0) throw new Error('a whole file was not');
	}
	return performance.now() - began;
}

/** One file after another by node:crypto; ms. */
function plainHashing(root: string): number {
	const began = performance.now();
	for (const folder of readdirSync(root))
		for (const file of readdirSync(path.join(root, folder))) {
			const content = readFileSync(path.join(root, folder, file));
			if (createHash('sha256').update(content).digest('hex') !== file) throw new Error('changed');
		}
	return performance.now() - began;
}

const speed = (ms: number) => (FILES * BYTES) / 1000 / ms;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
