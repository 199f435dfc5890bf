/**
 * A form while it is written. A draft keeps what was typed, complete or not; publishing is what
 * asks for a whole form.
 *
 * Pure.
 */
import type { CallKind } from '#lib/recordings/call.ts';

/** What a new rubric begins as. */
export const emptyForm = (callKind: CallKind): unknown => ({ callKind, sections: [] });
