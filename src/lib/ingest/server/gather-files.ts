/** The files that a command names: of folders everything below, of files themselves. */
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { issue } from '../issues.ts';
import { nameText } from './name-bytes.ts';
import { lookAt, walk, type SeenFile } from './walk.ts';

export interface Gathered {
	files: SeenFile[];
	/** A file's path as the person at the terminal wrote its beginning. */
	shownAs: (file: SeenFile) => string;
}

/**
 * Throws a sentence when a path is not there. A link that is named is followed only when it is the
 * one path and leads to a folder: `import DIR/*` must not be led astray.
 */
export async function gatherFiles(
	paths: readonly string[],
	base: string | null
): Promise<Gathered> {
	const found = new Map<string, { file: SeenFile; shown: string }>();
	for (const given of paths) {
		const stat = await fs.stat(given).catch(async (error: NodeJS.ErrnoException) => {
			throw new Error(error.code === 'ENOENT' ? `${given} is not there` : error.message);
		});
		const isLink = (await fs.lstat(given)).isSymbolicLink();
		const follow = stat.isDirectory() && (!isLink || paths.length === 1);
		for await (const { file, below } of follow ? filesBelow(given, base) : oneFile(given, base))
			found.set(file.bytes.toString('latin1'), {
				file,
				shown: below === '' ? given : path.join(given, below)
			});
	}
	const shown = new Map(
		[...found.values()].map(({ file, shown }) => [file.bytes.toString('latin1'), shown])
	);
	return {
		files: [...found.values()].map(({ file }) => file),
		shownAs: (file) => shown.get(file.bytes.toString('latin1')) ?? file.path
	};
}

async function* filesBelow(given: string, base: string | null) {
	const root = await fs.realpath(given);
	for await (const file of walk(root, { base }))
		yield { file, below: nameText(file.bytes.subarray(Buffer.byteLength(root) + 1)).text };
}

async function* oneFile(given: string, base: string | null) {
	const folder = await fs.realpath(path.dirname(path.resolve(given)));
	const file = await lookAt(Buffer.from(path.join(folder, path.basename(given))), folder, base);
	if (file) yield { file, below: '' };
	else yield { file: notFollowed(given, folder), below: '' };
}

/** A linked folder among several paths. */
const notFollowed = (given: string, root: string): SeenFile => ({
	path: path.resolve(given),
	bytes: Buffer.from(path.resolve(given)),
	root,
	isUtf8: true,
	size: 0,
	mtimeMs: 0,
	inode: '',
	barred: issue('S_PATH_ESCAPE')
});
