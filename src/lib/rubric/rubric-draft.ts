/**
 * A draft of a rubric: the next version while it is written. A rubric has one draft at a time, and
 * whoever writes in it may not publish it (publication.ts).
 *
 * Pure.
 */
import * as v from 'valibot';

/** Stable name of a rubric: in plans, in exports, on the command line. */
export const isRubricKey = (text: string): boolean => /^[a-z][a-z0-9-]{0,59}$/.test(text);

/** What a change is for, or why: short, without control characters but line feeds. */
export const changeNote = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1),
	v.maxLength(500),
	v.regex(/^[\P{Cc}\r\n]*$/u)
);

/** Bytes of a form as JSON that a draft, or a file brought in, may have. */
export const LARGEST_FORM = 1_000_000;

/** Everybody who wrote in it, the last writer last. */
export const editorsAfter = (editors: readonly string[], writer: string): string[] => [
	...editors.filter((id) => id !== writer),
	writer
];
