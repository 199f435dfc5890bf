/**
 * The zone check: a name that carries an epoch and a wall clock tells the recorder's offset from
 * UTC, so that a wrongly configured zone is found before anything is imported under it.
 */
import { offsetMinutes } from '#lib/shared/calendar.ts';
import { offsetText } from './name-time.ts';

export interface ClockPair {
	epochMs: number;
	/** The wall clock as if it were UTC. */
	localMs: number;
}

export interface ZoneCheck {
	/** `unset`: no zone configured; `unverifiable`: nothing to compare, or no agreement. */
	status: 'agrees' | 'mismatch' | 'unverifiable' | 'unset';
	/** From 20 names on a mismatch stops the import; below it is a warning. */
	blocks: boolean;
	code: 'E_TZ_MISMATCH' | 'W_TZ_MISMATCH' | 'W_TZ_UNVERIFIABLE' | null;
	zone: string | null;
	/** Names that told an offset. */
	checked: number;
	agreeing: number;
	/** Offset that the names agree on (`+07:00`; with daylight saving two, the more frequent first). */
	found: string[];
	/** How many names told each offset. */
	offsets: Record<string, number>;
}

const QUARTER_MIN = 15;
const LARGEST_OFFSET_MIN = 14 * 60;
const ENOUGH = 20;
const MOST = 0.95;

/** Offset to the quarter of an hour, in minutes east; undefined when no place on earth has it. */
export function measuredOffset({ epochMs, localMs }: ClockPair): number | undefined {
	const offset = Math.round((localMs - epochMs) / 60_000 / QUARTER_MIN) * QUARTER_MIN;
	return Math.abs(offset) <= LARGEST_OFFSET_MIN ? offset + 0 : undefined;
}

/** Judges `zone` by what the names say. */
export function checkZone(pairs: readonly ClockPair[], zone: string | null): ZoneCheck {
	const measured = pairs.flatMap((pair) => {
		const offset = measuredOffset(pair);
		return offset === undefined ? [] : [{ offset, at: new Date(pair.epochMs) }];
	});
	const counts = new Map<number, number>();
	for (const { offset } of measured) counts.set(offset, (counts.get(offset) ?? 0) + 1);
	const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
	const checked = measured.length;
	const agreeing = zone
		? measured.filter(({ offset, at }) => offset === offsetMinutes(at, zone)).length
		: 0;
	const facts = {
		zone,
		checked,
		agreeing,
		offsets: Object.fromEntries(ranked.map(([offset, count]) => [offsetText(offset), count]))
	};
	const verdict = (
		status: ZoneCheck['status'],
		code: ZoneCheck['code'],
		found: number[] = []
	): ZoneCheck => ({
		...facts,
		status,
		code,
		blocks: code === 'E_TZ_MISMATCH',
		found: found.map(offsetText)
	});
	if (!zone) return verdict('unset', null);
	if (checked === 0) return verdict('unverifiable', 'W_TZ_UNVERIFIABLE');
	if (agreeing >= checked * MOST) return verdict('agrees', null);
	const common = commonOffsets(ranked, checked);
	if (common.length === 0 || agreeing > checked * (1 - MOST))
		return verdict('unverifiable', 'W_TZ_UNVERIFIABLE');
	return verdict('mismatch', checked >= ENOUGH ? 'E_TZ_MISMATCH' : 'W_TZ_MISMATCH', common);
}

/** The offset of nearly all names, or two an hour apart: winter and summer of one place. */
function commonOffsets(ranked: readonly [number, number][], total: number): number[] {
	const [first, second] = ranked;
	if (first && first[1] >= total * MOST) return [first[0]];
	if (
		first &&
		second &&
		Math.abs(first[0] - second[0]) === 60 &&
		first[1] + second[1] >= total * MOST
	)
		return [first[0], second[0]];
	return [];
}
