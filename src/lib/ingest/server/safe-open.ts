/** Opens a delivered file for reading, and only that file: no link, device or pipe, nothing outside the root. */
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { issue, type Issue } from '../issues.ts';
import type { SeenFile } from './walk.ts';

export interface OpenedFile {
	handle: fs.FileHandle;
	/** A path to this very open file, for the child processes that look into it. */
	path: string;
	size: number;
	mtimeMs: number;
}

/**
 * The open file, or why not; `gone` when it is no longer there. In a `watched` folder, where others
 * write, a file with a second name is held: it may be somebody else's file under a name of theirs.
 */
export async function safeOpen(
	file: SeenFile,
	{ watched = false }: { watched?: boolean } = {}
): Promise<OpenedFile | { barred: Issue } | 'gone'> {
	let handle: fs.FileHandle;
	try {
		handle = await fs.open(
			file.bytes,
			constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
		);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return 'gone';
		return {
			barred: code === 'ELOOP' ? issue('S_PATH_ESCAPE') : issue('S_UNREADABLE', { error: code })
		};
	}
	const stat = await handle.stat();
	const own = `/proc/${process.pid}/fd/${handle.fd}`;
	// Where the system tells, make sure that no folder on the way was swapped for a link.
	const real = await fs.readlink(own, { encoding: 'buffer' }).catch(() => undefined);
	const inside =
		!real ||
		real.subarray(0, Buffer.byteLength(file.root) + 1).equals(Buffer.from(`${file.root}/`));
	if (!stat.isFile() || !inside) {
		await handle.close();
		return { barred: issue(inside ? 'S_NOT_A_FILE' : 'S_PATH_ESCAPE') };
	}
	if (watched && stat.nlink > 1) {
		await handle.close();
		return { barred: issue('S_HARD_LINK') };
	}
	return {
		handle,
		path: real ? own : file.bytes.toString(),
		size: stat.size,
		mtimeMs: Math.floor(stat.mtimeMs)
	};
}
