/** What is typed on the calendar's page. */
import * as v from 'valibot';
import { addDays, parseDay, type BusinessDay } from '../shared/calendar.ts';
import { isPlainText } from './csv-row.ts';
import { MAX_ENTRY_DAYS } from './entry.ts';
import { dayKinds } from './working-calendar.ts';

const day = v.pipe(
	v.string(),
	v.trim(),
	v.check((text) => parseDay(text) !== undefined, 'date-invalid'),
	v.transform((text): BusinessDay => parseDay(text)!)
);
/** An empty last day means one day. */
const lastDay = v.optional(
	v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => undefined)
		),
		day
	])
);
const line = (min: number) =>
	v.pipe(
		v.string(),
		v.trim(),
		v.normalize('NFC'),
		v.minLength(min, 'name-invalid'),
		v.check((text) => isPlainText(text, 64), 'name-invalid')
	);

/** Days typed as what they are from now on; `ordinary` is what their weekday says. */
export const daysInput = v.strictObject({
	firstDay: day,
	lastDay,
	kind: v.picklist([...dayKinds, 'ordinary']),
	name: v.optional(line(0), '')
});
export type DaysInput = v.InferOutput<typeof daysInput>;

export const greetingInput = v.strictObject({
	firstDay: day,
	lastDay,
	zh: line(1),
	en: line(1)
});
export type GreetingInput = v.InferOutput<typeof greetingInput>;

export type SpanRefusal = 'ends-before-start' | 'too-long';

/** The last day of what was typed, or why its days make no span. */
export function spanFault(first: BusinessDay, last: BusinessDay): SpanRefusal | undefined {
	if (last < first) return 'ends-before-start';
	return addDays(first, MAX_ENTRY_DAYS) <= last ? 'too-long' : undefined;
}
