/**
 * Looks at the files below a folder without ever leaving it: no link is followed, and names are
 * read as bytes, since recorders write names that are not UTF-8.
 */
import type { Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { issue, type Issue } from '../issues.ts';
import { nameText } from './name-bytes.ts';

export interface SeenFile {
	/** Path as items keep it: below the source's root, or absolute; bytes that are not UTF-8 show as `\xA5`. */
	path: string;
	/** The whole path, as bytes. */
	bytes: Buffer;
	/** The root it was found under, resolved. */
	root: string;
	isUtf8: boolean;
	size: number;
	mtimeMs: number;
	inode: string;
	/** Why it is not looked at further: a link, a device, a pipe. */
	barred: Issue | null;
}

const SLASH = Buffer.from('/');
const join = (folder: Buffer, name: Buffer) => Buffer.concat([folder, SLASH, name]);

interface WalkOptions {
	/** The source's root: paths below it are told from there. */
	base?: string | null;
	onFault?: (folder: string, error: Error) => void;
}

/** Every file below `root` (a resolved folder), folders in order of their names. Folders that cannot be read are reported and passed over. */
export async function* walk(
	root: string,
	{ base, onFault }: WalkOptions = {}
): AsyncGenerator<SeenFile> {
	const top = Buffer.from(root);
	const open: Buffer[] = [top];
	for (let folder = open.pop(); folder; folder = open.pop()) {
		const names = await fs.readdir(folder, { encoding: 'buffer' }).catch((error: Error) => {
			if (folder === top) throw error;
			onFault?.(nameText(folder).text, error);
			return [];
		});
		names.sort((a, b) => a.compare(b));
		const folders: Buffer[] = [];
		for (const name of names) {
			const full = join(folder, name);
			const stat = await fs.lstat(full).catch(() => undefined);
			if (!stat) continue;
			if (stat.isDirectory()) folders.push(full);
			else yield await seen(full, root, base ?? null, stat);
		}
		open.push(...folders.reverse());
	}
}

/** One file by its path below `root`; undefined when it is gone. */
export async function lookAt(
	full: Buffer,
	root: string,
	base: string | null
): Promise<SeenFile | undefined> {
	const stat = await fs.lstat(full).catch(() => undefined);
	return stat && !stat.isDirectory() ? seen(full, root, base, stat) : undefined;
}

async function seen(
	full: Buffer,
	root: string,
	base: string | null,
	stat: Stats
): Promise<SeenFile> {
	const isBelow =
		base !== null && full.subarray(0, Buffer.byteLength(base) + 1).toString() === `${base}/`;
	const { text, isUtf8 } = nameText(isBelow ? full.subarray(Buffer.byteLength(base) + 1) : full);
	return {
		path: text,
		bytes: full,
		root,
		isUtf8,
		size: stat.size,
		mtimeMs: Math.floor(stat.mtimeMs),
		inode: `${stat.dev}:${stat.ino}`,
		barred: await barred(full, root, stat)
	};
}

async function barred(full: Buffer, root: string, stat: Stats): Promise<Issue | null> {
	if (stat.isFile()) return null;
	if (!stat.isSymbolicLink()) return issue('S_NOT_A_FILE');
	const folder = path.dirname(nameText(full).text);
	const target = await fs
		.realpath(full)
		.catch(async () => path.resolve(folder, await fs.readlink(full)));
	return target.startsWith(`${root}/`) ? issue('S_LINK') : issue('S_PATH_ESCAPE');
}

/** Of a folder's files so many names are compared with those being imported, when its zone is checked. */
const NEWEST = 60;

/** Keeps `newest` the latest of the files handed in, the latest first. */
export function keepNewest(newest: SeenFile[], file: SeenFile) {
	if (newest.length >= NEWEST && file.mtimeMs <= newest.at(-1)!.mtimeMs) return;
	newest.push(file);
	newest.sort((a, b) => b.mtimeMs - a.mtimeMs);
	if (newest.length > NEWEST) newest.pop();
}
