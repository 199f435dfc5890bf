/** Which stored files the recordings need: original, playback copy and peaks of all that are not purged. */
import { and, eq, gte, inArray, lt, ne, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';

/** Ids of the recordings that need it, in order, by checksum. */
export type Needs = Map<string, string[]>;

const columns = [recordings.sha256, recordings.playbackSha256, recordings.peaksSha256] as const;
type Column = (typeof columns)[number];

/** What is needed of the folder `00` … `ff`. */
export const neededInFolder = (read: Reader, folder: string): Promise<Needs> =>
	// No hexadecimal digit comes after g.
	collect(read, (column) => and(gte(column, folder), lt(column, `${folder}g`), isNotPurged));

/** What is needed of these files; at most some hundreds. */
export const neededOf = (read: Reader, files: readonly string[]): Promise<Needs> =>
	collect(read, (column) => and(inArray(column, [...files]), isNotPurged));

/** The purged recordings to which these files belonged. */
export const purgedOwners = (read: Reader, files: readonly string[]): Promise<Needs> =>
	collect(read, (column) => and(inArray(column, [...files]), eq(recordings.custody, 'purged')));

const isNotPurged = ne(recordings.custody, 'purged');

async function collect(read: Reader, where: (column: Column) => SQL | undefined): Promise<Needs> {
	const needs: Needs = new Map();
	for (const column of columns) {
		const rows = await read
			.select({ file: column, id: recordings.id })
			.from(recordings)
			.where(where(column));
		for (const { file, id } of rows)
			if (file !== null) needs.set(file, [...(needs.get(file) ?? []), id]);
	}
	for (const ids of needs.values()) ids.sort();
	return needs;
}
