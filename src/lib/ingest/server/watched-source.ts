/**
 * One watched folder: looks at it, remembers what it saw when by the monotonic clock, and imports
 * what has stood still. Nothing is read or hashed before it is due.
 */
import * as fs from 'node:fs/promises';
import type { Analyser } from '#lib/recordings/server/analyser.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import type { Logger } from '#lib/platform/server/logger.ts';
import { issue } from '../issues.ts';
import { isWorkName } from '../recording-key.ts';
import { knownPeople } from './assignments.ts';
import { folderHints, type FolderHints } from './folder-hints.ts';
import { importFiles } from './import-files.ts';
import { writeArrivals, writeItems } from './items.ts';
import { outcome } from './outcome.ts';
import { DUE, isAsSeen, lookAgain, pendingFrom, type Pending } from './pending-files.ts';
import { sampleOf } from './settled-files.ts';
import { finishedLooks, noteScan, settlingPaths } from './scans.ts';
import type { Source } from './sources.ts';
import { keepNewest, lookAt, walk, type SeenFile } from './walk.ts';

export interface WatchParts {
	context: () => Context;
	store: BlobStore;
	analyser: Analyser;
	logger: Logger;
}

const YOUNG_MS = 10 * 60_000;
const BATCH = 200;

export class WatchedSource {
	source: Source;
	#parts: WatchParts;
	#hints: FolderHints | undefined;
	#pending = new Map<string, Pending>();
	/** Size and time of what is done, by path. */
	#done: Map<string, { size: number; mtimeMs: number }> | undefined;
	/** Files seen under a work name, by inode: their final name needs no waiting. */
	#working = new Map<string, number>();
	#newest: SeenFile[] = [];
	#scannedAt = -Infinity;
	#fault: string | null = null;

	constructor(source: Source, parts: WatchParts) {
		this.source = source;
		this.#parts = parts;
	}

	/** Does what is due now; returns true when there is more to do at once. */
	async step(stopped: () => boolean): Promise<boolean> {
		const hinted = this.#hints?.take() ?? false;
		const now = performance.now();
		if (hinted || now - this.#scannedAt >= this.source.rescanMs) await this.#scan(stopped);
		if (this.#fault) return false;
		await this.#takeRetries();
		const due = [...this.#pending.values()].filter(
			({ since, tried }) => !tried && performance.now() - since >= this.source.stableForMs
		);
		if (due.length === 0 || stopped()) return false;
		await this.#import(due.slice(0, BATCH));
		return due.length > BATCH;
	}

	close() {
		this.#hints?.close();
	}

	/** One full look; a folder that cannot be read is a fact to show, not a crash. */
	async #scan(stopped: () => boolean) {
		const startedAt = this.#parts.context().now;
		this.#scannedAt = performance.now();
		try {
			const root = await fs.realpath(this.source.root!);
			const { db } = this.#parts.context();
			this.#done ??= await finishedLooks(db.read, this.source.id);
			const listed = new Set<string>();
			const fresh: SeenFile[] = [];
			const newest: SeenFile[] = [];
			for await (const file of walk(root, { base: root })) {
				if (stopped()) return;
				listed.add(file.path);
				if (await this.#note(file)) fresh.push(file);
				keepNewest(newest, file);
			}
			this.#newest = newest;
			await this.#forgetGone(listed);
			await writeArrivals(this.#parts.context(), this.source, fresh);
			this.#hints ??= folderHints();
			this.#hints.follow(root, newest);
			await this.#told(startedAt, listed.size, null);
		} catch (error) {
			const { code = (error as Error).name } = error as NodeJS.ErrnoException;
			if (this.#fault !== code)
				this.#parts.logger.warn('watch.folder-fault', { source: this.source.id, code });
			await this.#told(startedAt, 0, code);
		}
	}

	async #told(startedAt: Date, files: number, fault: string | null) {
		this.#fault = fault;
		await noteScan(this.#parts.context(), this.source.id, { startedAt, files, fault });
	}

	/** True for a file that is new to this source. */
	async #note(file: SeenFile): Promise<boolean> {
		const name = file.path.slice(file.path.lastIndexOf('/') + 1);
		if (isWorkName(name)) {
			this.#working.set(file.inode, file.size);
			return false;
		}
		const done = this.#done?.get(file.path);
		if (done && done.size === file.size && done.mtimeMs === file.mtimeMs) return false;
		const known = this.#pending.get(file.path);
		const young = Date.now() - file.mtimeMs < YOUNG_MS && !file.barred;
		// The first look may meet hundreds of thousands: it opens none of them.
		const sample = young && this.#newest.length > 0 ? await sampleOf(file) : undefined;
		if (known && isAsSeen(known, file, sample)) {
			known.tried = false;
			return false;
		}
		const renamed = !known && this.#working.get(file.inode) === file.size;
		this.#pending.set(file.path, pendingFrom(file, sample, renamed ? DUE : undefined));
		return !known && !done;
	}

	async #forgetGone(listed: ReadonlySet<string>) {
		const gone = [...this.#pending.values()].filter(({ file }) => !listed.has(file.path));
		for (const { file } of gone) this.#pending.delete(file.path);
		await this.#write(gone.map(({ file }) => outcome(file, 'ignored', [issue('M_GONE')])));
	}

	/** Items that a person sent round again. */
	async #takeRetries() {
		const root = await fs.realpath(this.source.root!);
		for (const item of await settlingPaths(
			this.#parts.context().db.read,
			this.source.id,
			this.#pending
		)) {
			const full = item.pathBytes
				? Buffer.from(item.pathBytes, 'base64')
				: Buffer.from(`${root}/${item.path}`);
			const file = await lookAt(full, root, root);
			if (file) this.#pending.set(file.path, pendingFrom(file, undefined, DUE));
			else
				await this.#write([outcome(goneFile(item.path, full, root), 'ignored', [issue('M_GONE')])]);
		}
	}

	async #import(due: Pending[]) {
		const { ready, changed } = await lookAgain(due);
		for (const pending of changed) this.#pending.set(pending.file.path, pending);
		const { context, store, analyser } = this.#parts;
		const people = await knownPeople(context().db.read);
		const { source } = this;
		const session = { context, store, analyser, source, people, watched: true, dryRun: false };
		const { outcomes } = await importFiles(ready, session, { atOnce: 2, besides: this.#newest });
		for (const { file, state } of outcomes) {
			const pending = this.#pending.get(file.path);
			if (state === 'settling' && pending) pending.tried = true;
			else {
				this.#pending.delete(file.path);
				this.#done?.set(file.path, { size: file.size, mtimeMs: file.mtimeMs });
			}
		}
	}

	async #write(results: Parameters<typeof writeItems>[2]) {
		await writeItems(this.#parts.context(), this.source, results);
	}
}

const goneFile = (path: string, bytes: Buffer, root: string): SeenFile => ({
	...{ path, bytes, root, isUtf8: true, size: 0, mtimeMs: 0, inode: '', barred: null }
});
