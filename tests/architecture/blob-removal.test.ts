/** Only the purge takes a file from the store, and only through one door. */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, it } from 'vitest';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.(ts|svelte|mjs)$/.test(file) && !/\.test\.ts$|i18n\/paraglide/.test(file))
	.map((file) => ({
		file: path.posix.join('src', file),
		text: readFileSync(path.join('src', file), 'utf8')
	}));
const naming = (pattern: RegExp) =>
	sources
		.filter(({ text }) => pattern.test(text))
		.map(({ file }) => file)
		.sort();

it('the removal of blobs is imported by the purge alone', () => {
	expect(naming(/files\/blob-removal\.ts'/)).toEqual(['src/lib/custody/server/purge-files.ts']);
	expect(naming(/\bremoveFiles\b/)).toEqual([
		'src/lib/custody/server/purge-files.ts',
		'src/lib/custody/server/purge.ts'
	]);
	expect(naming(/\/purge\.ts'/)).toEqual(['src/lib/jobs/server/schedule.ts']);
});

it('what is to be removed is written where a tombstone is, and nowhere else', () => {
	expect(naming(/insert(Many)?\(\s*(pendingRemovals|tombstones)\b/)).toEqual([
		'src/lib/custody/server/purge.ts'
	]);
});

it('the store itself has no way to remove a blob', () => {
	const store = readFileSync('src/lib/platform/server/files/store.ts', 'utf8');
	const offered = /export interface BlobStore \{([\s\S]*?)\n\}/.exec(store)![1]!;
	const methods = [...offered.matchAll(/^\t(\w+)\(/gm)].map((match) => match[1]!);
	expect(methods).toContain('open');
	expect(methods.filter((name) => /remove|delete|unlink|forget|aside/i.test(name))).toEqual([]);
});
