/** The command line's way of waiting: files that changed lately are looked at twice, older ones count as looked at before. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { issue } from '../issues.ts';
import { sameLook } from '../settle.ts';
import { outcome, type Outcome } from './outcome.ts';
import { isWorkName } from '../recording-key.ts';
import { safeOpen } from './safe-open.ts';
import { lookAt, type SeenFile } from './walk.ts';

interface Settled {
	ready: SeenFile[];
	/** Files that changed between the two looks. */
	changing: Outcome[];
}

/** Waits once for `stableForMs` when any file is younger; those that went away are left out. */
export async function settledFiles(
	files: readonly SeenFile[],
	stableForMs: number,
	base: string | null
): Promise<Settled> {
	const nowMs = Date.now();
	const isYoung = (file: SeenFile) =>
		!file.barred &&
		!isWorkName(file.path.slice(file.path.lastIndexOf('/') + 1)) &&
		nowMs - file.mtimeMs < stableForMs;
	const young = files.filter(isYoung);
	if (young.length === 0) return { ready: [...files], changing: [] };
	const before = new Map<SeenFile, string | undefined>();
	for (const file of young) before.set(file, await sampleOf(file));
	await sleep(stableForMs);
	const ready: SeenFile[] = [];
	const changing: Outcome[] = [];
	for (const file of files) {
		if (!before.has(file)) {
			ready.push(file);
			continue;
		}
		const again = await lookAt(file.bytes, file.root, base);
		if (!again) continue;
		const sample = await sampleOf(again);
		if (sameLook({ ...file, sample: before.get(file) }, { ...again, sample })) ready.push(again);
		else changing.push(outcome(again, 'settling', [issue('M_STILL_CHANGING')]));
	}
	return { ready, changing };
}

const BLOCK = 4096;

/** A hash of the first, the middle and the last block: tells content that arrives while the size stands still. Undefined when it cannot be read. */
export async function sampleOf(file: SeenFile): Promise<string | undefined> {
	const opened = await safeOpen(file);
	if (opened === 'gone' || 'barred' in opened) return undefined;
	try {
		const hash = createHash('sha256');
		const block = Buffer.alloc(BLOCK);
		for (const at of [0, Math.floor(opened.size / 2), Math.max(0, opened.size - BLOCK)]) {
			const { bytesRead } = await opened.handle.read(block, 0, BLOCK, at);
			hash.update(block.subarray(0, bytesRead));
		}
		return hash.digest('hex');
	} finally {
		await opened.handle.close();
	}
}
