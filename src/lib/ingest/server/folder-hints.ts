/** Change events of the system as hints to look now: they repeat, get lost, and do not exist on network folders. */
import { watch, type FSWatcher } from 'node:fs';
import * as path from 'node:path';
import type { SeenFile } from './walk.ts';

export interface FolderHints {
	/** True once after something changed. */
	take(): boolean;
	/** Watches the root and the folders of the newest files, where the next ones will come. */
	follow(root: string, newest: readonly SeenFile[]): void;
	close(): void;
}

const MOST_FOLDERS = 16;

export function folderHints(): FolderHints {
	const watchers = new Map<string, FSWatcher>();
	let changed = false;
	const forget = (folder: string) => {
		watchers.get(folder)?.close();
		watchers.delete(folder);
	};
	const start = (folder: string) => {
		try {
			const watcher = watch(folder, { persistent: false }, () => (changed = true));
			watcher.on('error', () => forget(folder));
			watchers.set(folder, watcher);
		} catch {
			// Too many watches, or a folder that went away: the regular look is enough.
		}
	};
	return {
		take() {
			const was = changed;
			changed = false;
			return was;
		},
		follow(root, newest) {
			const folders = new Set([root]);
			for (const file of newest) {
				if (file.isUtf8 && folders.size < MOST_FOLDERS)
					folders.add(path.dirname(file.bytes.toString()));
			}
			for (const folder of watchers.keys()) if (!folders.has(folder)) forget(folder);
			for (const folder of folders) if (!watchers.has(folder)) start(folder);
		},
		close() {
			for (const folder of [...watchers.keys()]) forget(folder);
		}
	};
}
