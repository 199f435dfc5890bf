/**
 * When a file is finished. Sizes that stand still prove nothing (recorders buffer for seconds),
 * so the header has the last word; looks are counted by a monotonic clock.
 */
import { issue, type Issue } from './issues.ts';

interface Look {
	size: number;
	mtimeMs: number;
	/** Hash of three small blocks, of files that changed lately: a preallocated file keeps its size while content arrives. */
	sample?: string;
}

/** True when nothing changed between two looks; what only one of them measured does not count. */
export const sameLook = (a: Look, b: Look): boolean =>
	a.size === b.size &&
	a.mtimeMs === b.mtimeMs &&
	(a.sample === undefined || b.sample === undefined || a.sample === b.sample);

/** What the bytes say about being finished, as the detector of the audio pipeline names it. */
interface HeaderFacts {
	size: number;
	state: 'closed' | 'open' | 'header-only' | 'unknown-length' | 'truncated' | 'surplus';
	/** The file begins with nothing but zeros: space was reserved, content is to come. */
	blank: boolean;
}

/** A file in an unfinished form for longer is not being written any more: it waits for a person, not for time. */
const ABANDONED_MS = 24 * 3600_000;
/** No recorder buffers a header alone for longer (GSM in RIFF: 20 s). */
const HEADER_ONLY_MS = 60_000;
/** The mixing of two legs takes a few minutes; a leg alone for longer stays alone. */
const LEG_WAIT_MS = 15 * 60_000;

/** Null when the bytes are finished; else what they wait for. `ageMs` counts from the last change. */
export function unfinished({ size, state, blank }: HeaderFacts, ageMs: number): Issue | null {
	const waiting = (
		code: 'M_EMPTY_FILE' | 'M_HEADER_OPEN' | 'M_APPEND_IN_PROGRESS' | 'M_CONTENT_PENDING'
	) => (ageMs < ABANDONED_MS ? issue(code, { severity: 'info' }) : issue(code));
	if (size === 0) return waiting('M_EMPTY_FILE');
	if (blank) return waiting('M_CONTENT_PENDING');
	if (state === 'open') return waiting('M_HEADER_OPEN');
	if (state === 'surplus') return waiting('M_APPEND_IN_PROGRESS');
	if (state === 'header-only' && ageMs < HEADER_ONLY_MS)
		return issue('M_HEADER_OPEN', { severity: 'info' });
	return null;
}

/** A direction of a call whose other half or mix is not there. */
export const lonelyLeg = (ageMs: number): Issue =>
	ageMs < LEG_WAIT_MS ? issue('M_LEG_ALONE', { severity: 'info' }) : issue('M_LEG_ALONE');

/** True while the mix of two legs may still be made. */
export const mixMayCome = (ageMs: number): boolean => ageMs < LEG_WAIT_MS;
