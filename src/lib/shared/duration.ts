/** Durations are integer milliseconds; on screen `4:05` or `1:02:03`. */

/** `245000` → `4:05`; from one hour `1:02:03`; rounds down to whole seconds, as a running clock does. */
export function durationText(ms: number): string {
	const total = Math.max(0, Math.floor(ms / 1000));
	const seconds = String(total % 60).padStart(2, '0');
	const minutes = Math.floor(total / 60) % 60;
	const hours = Math.floor(total / 3600);
	return hours > 0
		? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
		: `${minutes}:${seconds}`;
}

/** `4:05`, `1:02:03` or seconds, `245`, as ms; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
	const parts = /^(?:(?:(\d{1,3}):)?([0-5]?\d):)?(\d{1,6})$/.exec(text.trim().normalize('NFKC'));
	if (!parts) return undefined;
	const [hours, minutes, seconds] = [parts[1], parts[2], parts[3]].map((part) => Number(part ?? 0));
	const clock = parts[2] !== undefined;
	if (clock && seconds! > 59) return undefined;
	return ((hours! * 60 + minutes!) * 60 + seconds!) * 1000;
}

/** Joins ranges `[from, to)` that touch or overlap, in order; empty and reversed ones are dropped. */
export function unionRanges(ranges: readonly (readonly [number, number])[]): [number, number][] {
	const sorted = ranges.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
	const union: [number, number][] = [];
	for (const [from, to] of sorted) {
		const last = union.at(-1);
		if (last && from <= last[1]) last[1] = Math.max(last[1], to);
		else union.push([from, to]);
	}
	return union;
}

/** Total length of ranges that do not overlap. */
export const totalLength = (ranges: readonly (readonly [number, number])[]): number =>
	ranges.reduce((sum, [from, to]) => sum + (to - from), 0);
