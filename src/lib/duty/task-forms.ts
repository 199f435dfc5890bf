/** What the forms of the duty to check post: typed text as it came, checked for shape alone. */
import * as v from 'valibot';
import { replacementReasons } from '#lib/sampling/replacement.ts';
import { parseDay } from '#lib/shared/calendar.ts';
import { excuseReasons } from './missed.ts';

/** What was typed; cut, since a form may hold anything. PostgreSQL stores no NUL. */
const typed = v.pipe(
	v.fallback(v.string(), ''),
	v.transform((text) => text.replaceAll('\u0000', '').slice(0, 2000))
);
const id = v.pipe(v.string(), v.trim(), v.uuid());
const staffNo = v.pipe(
	v.fallback(v.string(), ''),
	v.trim(),
	v.regex(/^[^\p{Cc}]*$/u),
	v.maxLength(32)
);
/** A day that a form's date field gives; later ones not every engine can say as an instant. */
const day = v.pipe(
	v.string(),
	v.transform((text) => parseDay(text)),
	v.number(),
	v.maxValue(21_991_231)
);

export const replacementInput = v.object({ reason: v.picklist(replacementReasons), words: typed });
export const excuseInput = v.object({ reason: v.picklist(excuseReasons), words: typed });

export const reassignInput = v.object({
	tasks: v.pipe(v.array(id), v.maxLength(500)),
	toId: v.union([id, v.literal('')]),
	staffNo,
	reason: typed
});

export const handOverInput = v.object({
	userId: id,
	deputyId: v.union([id, v.literal('')]),
	staffNo,
	firstDay: day,
	lastDay: day,
	reason: typed
});

/** The text fields of a posted form as typed, to be shown again beside a refusal; files and what is missing are left out. */
export function keptFields(form: FormData): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const [name, value] of form)
		if (typeof value === 'string') kept[name] = value.replaceAll('\u0000', '').slice(0, 2000);
	return kept;
}
