/**
 * When a call began, from what its name says. An epoch wins (it has no zone), then a written
 * offset, then the wall clock in the source's zone. What cannot be known is held by code: the
 * present, the file's date and the nearest valid time are never put in its place.
 */
import { instantOf, offsetMinutes } from '#lib/shared/calendar.ts';
import { issue, type Issue } from './issues.ts';
import { wallClockMs, type Stamp } from './name-time.ts';
import { measuredOffset } from './zone-check.ts';

export interface StartTime {
	startedAt: Date;
	timeBasis: 'epoch' | 'offset' | 'zone';
	timePrecisionMs: number;
	/** The site's offset from UTC then, minutes east; null when nothing tells it. */
	utcOffsetMin: number | null;
	issues: Issue[];
}

/** The start, or the issue for which the file is held. */
export function startTime(
	said: { epochMs?: number; stamp?: Stamp },
	zone: string | null
): StartTime | { held: Issue } {
	const { epochMs, stamp } = said;
	if (epochMs !== undefined) return byEpoch(epochMs, 1000, stamp, zone);
	if (!stamp) return { held: issue('E_PATTERN_NO_MATCH', { part: 'time' }) };
	if (stamp.kind === 'epoch') return byEpoch(stamp.atMs, stamp.precisionMs, undefined, zone);
	if (stamp.kind === 'offset')
		return {
			startedAt: new Date(stamp.atMs),
			timeBasis: 'offset',
			timePrecisionMs: stamp.precisionMs,
			utcOffsetMin: stamp.offsetMin,
			issues: []
		};
	if (!zone) return { held: issue('E_TIME_ZONE_UNKNOWN') };
	const instant = instantOf(stamp.local, zone);
	switch (instant.kind) {
		case 'exact':
			return {
				startedAt: instant.at,
				timeBasis: 'zone',
				timePrecisionMs: stamp.precisionMs,
				utcOffsetMin: offsetMinutes(instant.at, zone),
				issues: []
			};
		case 'ambiguous':
			return {
				held: issue('E_TIME_AMBIGUOUS', {
					candidates: instant.candidates.map((at) => at.toISOString()),
					zone
				})
			};
		case 'nonexistent':
			return { held: issue('E_TIME_NONEXISTENT', { zone }) };
		case 'invalid':
			return { held: issue('E_PATTERN_NO_MATCH', { part: 'time' }) };
	}
}

function byEpoch(
	atMs: number,
	precisionMs: number,
	stamp: Stamp | undefined,
	zone: string | null
): StartTime {
	const startedAt = new Date(atMs);
	const localMs = stamp?.kind === 'local' ? wallClockMs(stamp.local) : undefined;
	const measured = localMs === undefined ? undefined : measuredOffset({ epochMs: atMs, localMs });
	const configured = zone ? offsetMinutes(startedAt, zone) : null;
	const implausible = localMs !== undefined && measured === undefined;
	return {
		startedAt,
		timeBasis: 'epoch',
		timePrecisionMs: precisionMs,
		utcOffsetMin: measured ?? configured,
		issues: implausible ? [issue('W_TZ_UNVERIFIABLE')] : []
	};
}
