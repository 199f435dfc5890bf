/** Files that are waited for until they stand still: what a look saw of them, and whether the next one sees the same. */
import { sameLook } from '../settle.ts';
import { sampleOf } from './settled-files.ts';
import { lookAt, type SeenFile } from './walk.ts';

export interface Pending {
	file: SeenFile;
	sample: string | undefined;
	/** Monotonic ms of the first look that saw it so. */
	since: number;
	/** Read as it is now, and not finished: again when it changes, or at the next full look. */
	tried: boolean;
}

/** `since` of a file that needs no waiting. */
export const DUE = -Infinity;

export const pendingFrom = (
	file: SeenFile,
	sample: string | undefined,
	since = performance.now()
): Pending => ({ file, sample, since, tried: false });

export const isAsSeen = (
	{ file, sample }: Pending,
	now: SeenFile,
	sampleNow: string | undefined
): boolean => sameLook({ ...file, sample }, { ...now, sample: sampleNow });

/** One more look right before reading: what stands still is ready, the rest waits anew; what is gone is in neither. */
export async function lookAgain(
	due: readonly Pending[]
): Promise<{ ready: SeenFile[]; changed: Pending[] }> {
	const ready: SeenFile[] = [];
	const changed: Pending[] = [];
	for (const pending of due) {
		const { bytes, root } = pending.file;
		const again = await lookAt(bytes, root, root);
		if (!again) continue;
		const sample = pending.sample === undefined ? undefined : await sampleOf(again);
		if (isAsSeen(pending, again, sample)) ready.push(again);
		else changed.push(pendingFrom(again, sample));
	}
	return { ready, changed };
}
