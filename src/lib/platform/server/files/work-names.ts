/**
 * Names of temporary files, which say who is making them: a later start removes those whose maker
 * has gone, and leaves those of a command line that runs beside the server.
 */
import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
/** Older than this it is left over, whoever made it. */
const ABANDONED_MS = 24 * 3600_000;
const mine = new Set<string>();

/** A new name, held by this process until `releaseName`. */
export function holdName(): string {
	const name = `${host}-${process.pid}-${randomUUID()}`;
	mine.add(name);
	return name;
}

export const releaseName = (name: string): boolean => mine.delete(name);

/** True when nobody is working on `name` any more. */
export function isLeftOver(name: string, ageMs: number): boolean {
	if (mine.has(name)) return false;
	if (ageMs > ABANDONED_MS) return true;
	const match = /^([0-9a-f]{8})-(\d+)-/.exec(name);
	if (match?.[1] !== host) return false;
	const pid = Number(match[2]);
	// Another process that had this one's number: a container restarted.
	return pid === process.pid || !isRunning(pid);
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
