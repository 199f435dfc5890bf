/**
 * What a backup says of itself: the database's file, the files of the recordings, the state of the
 * audit chain. The last line is the SHA-256 of what stands before it, and the manifest is written
 * last: a backup that was cut off has none, a damaged one does not add up. Pure.
 */
import * as v from 'valibot';
import { canonicalJson } from '../shared/canonical-json.ts';
import type { Hash } from '../audit/chain.ts';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const backupManifest = v.object({
	format: v.literal(1),
	name: v.string(),
	engine: v.picklist(['sqlite', 'postgres']),
	startedAt: v.string(),
	finishedAt: v.string(),
	database: v.object({ bytes: size, sha256 }),
	/** Which audit chain: the first 16 digits of the hash of its first entry; empty without one. */
	origin: v.string(),
	/** The last entry of the audit chain in the database's file. */
	head: v.object({ seq: size, hash: v.string() }),
	/** The newest signed checkpoint in it. */
	checkpoint: v.nullable(v.object({ note: v.string(), signature: v.string() })),
	/** Rows by table. */
	tables: v.record(v.string(), size),
	/** Files of recordings: SHA-256 and bytes, in the order of the first. */
	files: v.array(v.tuple([sha256, size])),
	/** Files that the database names and the store did not give whole: they are not in the backup. */
	lacking: v.array(v.object({ sha256, fault: v.picklist(['missing', 'changed', 'unreadable']) }))
});
export type BackupManifest = v.InferOutput<typeof backupManifest>;

export function manifestText(manifest: BackupManifest, hash: Hash): string {
	const body = `${canonicalJson(manifest)}\n`;
	return `${body}${hash(body)}\n`;
}

/** Reads what `manifestText` wrote; undefined when a single character is not as it was. */
export function readManifest(text: string, hash: Hash): BackupManifest | undefined {
	const at = text.indexOf('\n') + 1;
	const body = text.slice(0, at);
	if (at === 0 || text.slice(at) !== `${hash(body)}\n`) return undefined;
	const parsed = v.safeParse(backupManifest, JSON.parse(body));
	return parsed.success ? parsed.output : undefined;
}

export const totalBytes = ({ database, files }: BackupManifest): number =>
	files.reduce((sum, [, bytes]) => sum + bytes, database.bytes);
