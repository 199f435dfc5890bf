/** What a pass has found, from one look to the next: confirmed, reported, written down. */
import { setTimeout as rest } from 'node:timers/promises';
import { and, count, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { reportFound } from '#lib/events/server/incidents.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { holdersOf } from '#lib/people/server/role-holders.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { ScrubFault } from '../scrub.ts';
import { scrubFindings, scrubs } from './evidence-schema.ts';
import { neededOf, purgedOwners, type Needs } from './needed-files.ts';
import { pendingRemovals } from './schema.ts';
import type { ReadFiles } from './scrub-files.ts';
import type { Scrubbing } from './scrub.ts';

export type Scrub = typeof scrubs.$inferSelect;

/** Recordings of one pass that are reported one by one; the pass itself tells of the rest. */
const MOST_INCIDENTS = 200;
const CHUNK = 300;

/** Somebody else went on with the same pass meanwhile. */
export class PassTaken extends Error {}

const nothing = (): Omit<ReadFiles, 'taken'> => ({
	...{ files: 0, bytes: 0, workedMs: 0 },
	...{ missing: [], changed: [], strangers: [] }
});

interface Finding {
	fault: ScrubFault;
	name: string;
	/** Whose file it is, or was; the first one is named by the finding. */
	recordingIds: string[];
}

export class ScrubProgress {
	/** As it was written down last. */
	pass: Scrub;
	/** How far it has come since. */
	cursor: string;
	savedAt = performance.now();
	#context: Scrubbing;
	#settleMs: number;
	#unsaved = nothing();
	#incidents = 0;

	constructor(context: Scrubbing, pass: Scrub, settleMs: number) {
		this.#context = context;
		this.#settleMs = settleMs;
		this.pass = pass;
		this.cursor = pass.cursor;
	}

	add(cursor: string, found: Partial<ReadFiles>) {
		const {
			files = 0,
			bytes = 0,
			workedMs = 0,
			missing = [],
			changed = [],
			strangers = []
		} = found;
		this.cursor = cursor;
		this.#unsaved.files += files;
		this.#unsaved.bytes += bytes;
		this.#unsaved.workedMs += workedMs;
		this.#unsaved.missing.push(...missing);
		this.#unsaved.changed.push(...changed);
		this.#unsaved.strangers.push(...strangers);
	}

	/** Writes down findings and how far the pass has come, after reporting the recordings: a run killed between looks again. */
	async save(): Promise<void> {
		const { db, now } = this.#context;
		const findings = await this.#confirmed();
		for (const finding of findings) await this.#report(finding);
		const { files, bytes, workedMs } = this.#unsaved;
		const next = {
			...this.pass,
			cursor: this.cursor,
			files: this.pass.files + files,
			bytes: this.pass.bytes + bytes,
			workedMs: this.pass.workedMs + Math.round(workedMs)
		};
		const rows = findings.map(({ recordingIds, ...finding }) => ({
			id: newId(now),
			scrubId: this.pass.id,
			...finding,
			recordingId: recordingIds[0] ?? null,
			at: now
		}));
		await db.tx(async (tx) => {
			const written = await tx
				.update(scrubs)
				.set(next)
				.where(and(eq(scrubs.id, this.pass.id), eq(scrubs.cursor, this.pass.cursor)))
				.returning({ id: scrubs.id });
			if (written.length === 0) throw new PassTaken('another run goes on with this pass');
			await tx.insertMany(scrubFindings, rows);
		});
		this.pass = next;
		this.savedAt = performance.now();
		this.#unsaved = nothing();
	}

	/** Ends the pass, with its entry in the chain; technicians and auditors are told when it found something. */
	finish(): Promise<Scrub> {
		const { db, actor, now } = this.#context;
		return db.tx(async (tx) => {
			const finished = { ...this.pass, finishedAt: now };
			await tx.update(scrubs).set({ finishedAt: now }).where(eq(scrubs.id, this.pass.id));
			const { sampleShare, files, bytes } = finished;
			const found = await countFindings(tx, this.pass.id);
			await appendAudit(
				{ tx, actor, now },
				{
					kind: 'scrub.finished',
					subject: `scrub:${this.pass.id}`,
					facts: { sampleShare, files, bytes, ...found }
				}
			);
			if (found.missing + found.changed + found.stranger > 0)
				await notify(tx, now, {
					kind: 'scrub-found',
					to: await holdersOf(tx, ['technician', 'auditor'], now),
					path: '/custody/storage',
					once: `scrub:${this.pass.id}`
				});
			return finished;
		});
	}

	/** What is still so on fresh rows: a file may have been purged, or taken in, since it was looked at. */
	async #confirmed(): Promise<Finding[]> {
		const { missing, changed, strangers } = this.#unsaved;
		const { read } = this.#context.db;
		if (strangers.length > 0) await rest(this.#settleMs);
		const findings: Finding[] = [];
		const needed = async (fault: ScrubFault, names: string[]) => {
			const needs = await inChunks(names, (chunk) => neededOf(read, chunk));
			for (const name of names.filter((name) => needs.has(name)))
				findings.push({ fault, name, recordingIds: needs.get(name)! });
		};
		await needed('missing', missing);
		await needed('changed', changed);
		const needs = await inChunks(strangers, (chunk) => neededOf(read, chunk));
		const owners = await inChunks(strangers, (chunk) => purgedOwners(read, chunk));
		const leaving = await leavingFiles(read, strangers);
		for (const name of strangers.filter((name) => !needs.has(name) && !leaving.has(name)))
			findings.push({ fault: 'stranger', name, recordingIds: owners.get(name) ?? [] });
		return findings;
	}

	async #report({ fault, recordingIds }: Finding) {
		if (fault === 'stranger') return;
		const kind = fault === 'changed' ? 'checksum-different' : 'storage-gone';
		for (const recordingId of recordingIds) {
			if (this.#incidents >= MOST_INCIDENTS) return;
			if (await reportFound(this.#context, { recordingId, kind })) this.#incidents += 1;
		}
	}
}

/** How many findings a pass has, by their fault. */
export async function countFindings(
	read: Reader,
	scrubId: string
): Promise<Record<ScrubFault, number>> {
	const rows = await read
		.select({ fault: scrubFindings.fault, n: count() })
		.from(scrubFindings)
		.where(eq(scrubFindings.scrubId, scrubId))
		.groupBy(scrubFindings.fault);
	const none = { missing: 0, changed: 0, stranger: 0 };
	return { ...none, ...Object.fromEntries(rows.map(({ fault, n }) => [fault, n])) };
}

async function inChunks(
	names: string[],
	query: (chunk: string[]) => Promise<Needs>
): Promise<Needs> {
	const all: Needs = new Map();
	for (let from = 0; from < names.length; from += CHUNK)
		for (const [name, ids] of await query(names.slice(from, from + CHUNK))) all.set(name, ids);
	return all;
}

/** Files that a purge is about to take away. */
async function leavingFiles(read: Reader, names: string[]): Promise<Set<string>> {
	if (names.length === 0) return new Set();
	const rows = await read.select({ name: pendingRemovals.sha256 }).from(pendingRemovals);
	return new Set(rows.map(({ name }) => name));
}
