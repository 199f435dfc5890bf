/**
 * Space that is kept aside beside the database's file, so that a disk that others have filled still
 * takes sign-ins, plays and entries of the audit chain for a while. Made again when there is room.
 */
import { rmSync } from 'node:fs';
import { open, rename, rm, stat, statfs } from 'node:fs/promises';
import * as path from 'node:path';

const BYTES = 32 * 1024 * 1024;
const CHUNK = Buffer.alloc(1024 * 1024);
const LOOK_MS = 60_000;

export interface SpaceAside {
	/** Gives the space back to the disk; false when that was done before. */
	release(): boolean;
	close(): void;
}

/** Keeps `bytes` aside in `FILE.reserve`, at once and whenever there is room again. */
export function spaceAside(file: string, bytes = BYTES, lookMs = LOOK_MS): SpaceAside {
	const place = `${file}.reserve`;
	let there = false;
	let closed = false;
	const look = async () => {
		if (there || closed) return;
		const size = await stat(place).then(
			(found) => found.size,
			() => 0
		);
		const { bavail, bsize } = await statfs(path.dirname(file));
		if (size < bytes && bavail * bsize < 2 * bytes) return;
		if (size < bytes) await fill(place, bytes);
		there = !closed;
	};
	// Without it the server runs on: it is tried again later.
	const tryLook = () => void look().catch(() => undefined);
	tryLook();
	const timer = setInterval(tryLook, lookMs).unref();
	return {
		release() {
			if (!there) return false;
			there = false;
			rmSync(place, { force: true });
			return true;
		},
		close() {
			closed = true;
			clearInterval(timer);
		}
	};
}

/** Bytes that the disk has taken, under their name only when they are all there. */
async function fill(place: string, bytes: number) {
	const made = `${place}.part`;
	try {
		const handle = await open(made, 'w');
		try {
			for (let at = 0; at < bytes; at += CHUNK.length)
				await handle.write(CHUNK, 0, Math.min(CHUNK.length, bytes - at));
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(made, place);
	} catch (error) {
		await rm(made, { force: true });
		throw error;
	}
}
