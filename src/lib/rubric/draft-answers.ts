/** The answers that another item may hang on: those that can be counted up. */
import * as v from 'valibot';
import { NOT_APPLICABLE } from './answer.ts';
import type { Item } from './form.ts';
import { kindOf } from './kinds/index.ts';

/** Each answer of an item that has few, N/A among them; none while its kind's fields are not complete. */
export function answersOf(item: Item): unknown[] {
	const kind = kindOf(item.kind);
	if (!v.is(kind.config, item.config)) return [];
	const digits = Array.from({ length: 10 }, (_, index) => kind.byDigit(item.config, index + 1));
	const answers = [...digits, kind.best(item.config)].filter((answer) => answer !== undefined);
	return [...new Set([...answers, ...(item.naAllowed ? [NOT_APPLICABLE] : [])])];
}
