/**
 * The pass over the stored recordings: whether every file that a recording needs is there and is,
 * byte for byte, what its checksum says, and whether there are files that belong to nothing.
 * It reports and changes nothing; taking bytes away is the purge's alone.
 */
export const scrubFaults = ['missing', 'changed', 'stranger'] as const;
export type ScrubFault = (typeof scrubFaults)[number];

/** The share of a pass that reads every file, per mille. */
export const WHOLE_SHARE = 1000;

/** A pass that stopped longer ago is not gone on with: what it saw says too little of today. */
const STALE_DAYS = 7;
const DAY_MS = 24 * 3_600_000;

/** After a nightly pass began, the next one begins this much later at the earliest. */
const NIGHT_MS = 20 * 3_600_000;

/**
 * `0.25`, `25%` → 250 per mille; undefined for what is no share above 0 and up to 1. A share below
 * one per mille is taken as one.
 */
export function shareIn(text: string): number | undefined {
	const parts = /^(\d{1,3}(?:\.\d{1,6})?|\.\d{1,6})(%?)$/.exec(text.trim());
	if (!parts) return undefined;
	const share = Number(parts[1]) / (parts[2] ? 100 : 1);
	if (share <= 0 || share > 1) return undefined;
	return Math.max(1, Math.round(share * WHOLE_SHARE));
}

/**
 * Whether a pass reads the file. `hash` gives hex of 32 bits and more of a text: it mixes the
 * checksum with the id of the pass, so the sample has no pattern, nobody knows it before the pass
 * begins, and a run that goes on draws the same.
 */
export function isDrawn(
	hash: (text: string) => string,
	{ scrubId, sha256, share }: { scrubId: string; sha256: string; share: number }
): boolean {
	if (share >= WHOLE_SHARE) return true;
	return parseInt(hash(`${scrubId} ${sha256}`).slice(0, 8), 16) / 2 ** 32 < share / WHOLE_SHARE;
}

/** Whether a pass that stopped is gone on with at `now`. */
export const isToGoOn = (startedAt: Date, now: Date): boolean =>
	now.getTime() - startedAt.getTime() < STALE_DAYS * DAY_MS;

/** Whether the night's job begins a pass at `now`; `lastBegan` undefined when there was none. */
export const isDueTonight = (lastBegan: Date | undefined, now: Date): boolean =>
	!lastBegan || now.getTime() - lastBegan.getTime() >= NIGHT_MS;

/** Megabytes (10⁶) read in a second of work; null when nothing was read. */
export const speedOf = ({ bytes, workedMs }: { bytes: number; workedMs: number }): number | null =>
	bytes > 0 && workedMs > 0 ? bytes / 1000 / workedMs : null;

/** Where a pass stands between folders: after the strangers beside the folders, before the first of them. */
export const AFTER_ROOT = '-';

/** The folders, in order, that a pass has not finished when it has come to `cursor` (empty: not begun). */
export const foldersAfter = (folders: readonly string[], cursor: string): readonly string[] =>
	folders.filter((folder) => folder >= cursor.slice(0, folder.length));
