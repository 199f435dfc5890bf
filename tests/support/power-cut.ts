/**
 * Power cuts without cutting power. The system calls of a program that commits to SQLite are
 * recorded; for any moment of the record the files are rebuilt as a disk may hold them then: what was
 * synced is there, of every later write all, nothing, or some of its 512-byte sectors. New files and
 * their lengths count as durable. What a disk that lies about syncing does is not shown.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { SeededRandom } from '#lib/shared/seeded-random.ts';

type Event =
	| { kind: 'write'; file: string; at: number; bytes: Buffer }
	| { kind: 'cut'; file: string; length: number }
	| { kind: 'sync' | 'gone'; file: string }
	/** The program told that its commit `n` is done. */
	| { kind: 'told'; n: number };

const SECTOR = 512;
const root = path.resolve(import.meta.dirname, '../..');

/** Runs the load on a copy of the database `file` in `folder` and reads what it did to the disk. */
export function recordLoad(folder: string, file: string, load: string[]): Event[] {
	const trace = path.join(folder, 'trace');
	const calls = 'trace=openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink';
	const done = spawnSync(
		'strace',
		[
			// One file for each thread: the one of the main thread has the writes.
			...[
				'-ff',
				'--seccomp-bpf',
				'-o',
				trace,
				'-xx',
				'-s',
				'70000',
				'-e',
				calls,
				'-e',
				'signal=none'
			],
			...[process.execPath, 'tests/support/power-cut-load.ts', ...load]
		],
		{ cwd: root, env: { ...process.env, DATABASE_URL: `file:${file}` }, encoding: 'utf8' }
	);
	if (done.status !== 0 || done.stderr) throw new Error(`the recorded load failed: ${done.stderr}`);
	const traces = fs.readdirSync(folder).filter((name) => name.startsWith('trace.'));
	const texts = traces.map((name) => fs.readFileSync(path.join(folder, name), 'latin1'));
	for (const name of traces) fs.rmSync(path.join(folder, name));
	return readTrace(
		texts.find((text) => text.includes('pwrite64'))!,
		file
	);
}

function readTrace(text: string, file: string): Event[] {
	const files = new Map<string, string>();
	const wanted = new Set([file, `${file}-wal`]);
	const events: Event[] = [];
	for (const line of text.split('\n')) {
		const match = /^(\w+)\((.*)\) += (-?\d+)/.exec(line);
		if (!match) continue;
		const [, call, args = '', result = ''] = match;
		const strings = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) =>
			Buffer.from(hex.replaceAll('\\x', ''), 'hex')
		);
		const name = strings[0]?.toString() ?? '';
		const fd = args.split(',')[0]!;
		const known = files.get(fd);
		if (call === 'openat' && wanted.has(name)) files.set(result, name);
		if (call === 'close') files.delete(fd);
		if (call === 'unlink' && wanted.has(name)) events.push({ kind: 'gone', file: name });
		if (call === 'write' && fd === '1') events.push({ kind: 'told', n: Number(strings[0]) });
		if (!known) continue;
		const last = Number(args.split(',').at(-1));
		if (call === 'pwrite64')
			events.push({
				kind: 'write',
				file: known,
				at: last,
				bytes: whole(strings[0]!, Number(result))
			});
		if (call === 'ftruncate') events.push({ kind: 'cut', file: known, length: last });
		if (call === 'fsync' || call === 'fdatasync') events.push({ kind: 'sync', file: known });
	}
	return events;
}

function whole(bytes: Buffer, written: number): Buffer {
	if (bytes.length !== written) throw new Error('a write was recorded in part');
	return bytes;
}

/** What a disk holds of one file. */
class DiskFile {
	#durable: Buffer;
	#waiting: { at: number; bytes: Buffer }[] = [];

	constructor(content: Buffer) {
		this.#durable = content;
	}

	apply(event: Exclude<Event, { kind: 'told' }>) {
		if (event.kind === 'write') this.#waiting.push(event);
		else if (event.kind === 'gone') [this.#durable, this.#waiting] = [Buffer.alloc(0), []];
		else if (event.kind === 'cut') this.#durable = sized(this.after(), event.length);
		else this.#durable = this.after();
		if (event.kind === 'cut' || event.kind === 'sync') this.#waiting = [];
	}

	/** The content after a cut now; without chance, as if all had been written. */
	after(random?: SeededRandom): Buffer {
		let content = random ? Buffer.from(this.#durable) : this.#durable;
		for (const { at, bytes } of this.#waiting) {
			const fate = random ? random.below(3) : 0;
			if (fate === 1) continue;
			for (let from = 0; from < bytes.length; from += fate === 2 ? SECTOR : bytes.length) {
				if (fate === 2 && random!.below(2) === 0) continue;
				const part = bytes.subarray(from, fate === 2 ? from + SECTOR : undefined);
				if (content.length < at + from + part.length)
					content = sized(content, at + from + part.length);
				part.copy(content, at + from);
			}
		}
		return content;
	}
}

function sized(content: Buffer, length: number): Buffer {
	const resized = Buffer.alloc(length);
	content.copy(resized);
	return resized;
}

export interface Cut {
	/** Commits that the program had told before the cut. */
	told: number;
	/** Where the rebuilt database is. */
	file: string;
}

/** Cuts the power at `count` moments; `look` sees each of the databases that were left. */
export function cutPower(
	{ events, before, folder }: { events: Event[]; before: Buffer; folder: string },
	{ count, random }: { count: number; random: SeededRandom },
	look: (cut: Cut) => void
) {
	const moments = Array.from({ length: count }, () => random.below(events.length + 1));
	moments.sort((a, b) => a - b);
	const disk = new Map<string, DiskFile>();
	const first = events.find((event) => event.kind !== 'told')!.file.replace(/-wal$/, '');
	disk.set(first, new DiskFile(before));
	disk.set(`${first}-wal`, new DiskFile(Buffer.alloc(0)));
	let told = 0;
	let done = 0;
	for (const moment of moments) {
		for (; done < moment; done++) {
			const event = events[done]!;
			if (event.kind === 'told') told = event.n;
			else disk.get(event.file)!.apply(event);
		}
		const file = path.join(folder, 'cut.db');
		for (const name of fs.readdirSync(folder))
			if (name.startsWith('cut.db')) fs.rmSync(path.join(folder, name));
		fs.writeFileSync(file, disk.get(first)!.after(random));
		fs.writeFileSync(`${file}-wal`, disk.get(`${first}-wal`)!.after(random));
		look({ told, file });
	}
}
