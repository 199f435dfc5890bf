import type { ParamMatcher } from '@sveltejs/kit';
import { parseMonth } from '#lib/shared/calendar.ts';

/** `2026-11`. */
export const match: ParamMatcher = (param) => parseMonth(param) !== undefined;
