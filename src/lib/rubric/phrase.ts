/**
 * Standard phrases: what is to be said, word by word, for a criterion. Slots stand for what differs
 * by day and by person: `{greeting}` (the holiday's in its days), `{company}`, `{staffNo}`.
 */
import * as v from 'valibot';
import { parseDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { FormText } from './text.ts';

export const slots = ['greeting', 'company', 'staffNo'] as const;
type Slot = (typeof slots)[number];
export type SlotWords = Record<Slot, FormText>;

const words = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(500),
	v.check((value) => !value.includes('\u0000'), 'NUL character')
);

/** The kinds of call that words are prescribed for; those of no kind of their own are spoken as reports. */
export const phraseKinds = ['report', 'call-back'] as const;

const day = v.pipe(
	v.string(),
	v.check((text) => parseDay(text) !== undefined, 'no day'),
	v.transform((text): BusinessDay => parseDay(text)!)
);

export const phraseInput = v.object({
	callKind: v.picklist(phraseKinds),
	itemKey: v.pipe(v.string(), v.maxLength(60)),
	/** Both empty: from that day on nothing is prescribed. */
	en: words,
	zh: words,
	fromDay: day
});
export type PhraseInput = v.InferOutput<typeof phraseInput>;

/** The centre's name as calls open with it. */
export const companyInput = v.object({
	en: v.pipe(words, v.minLength(1), v.maxLength(80)),
	zh: v.pipe(words, v.minLength(1), v.maxLength(80))
});

type PhraseFault = 'one-language' | 'unknown-slot' | 'stray-brace';
export type PhraseRefusal = PhraseFault | 'day-past' | 'unchanged';

/** What is wrong with the words, the first of it, and where it stands in them. */
export function phraseFault(text: FormText): { fault: PhraseFault; found: string } | undefined {
	if (text.en.trim() === '' || text['zh-CN'].trim() === '')
		return { fault: 'one-language', found: '' };
	for (const written of [text.en, text['zh-CN']]) {
		const unknown = slotsIn(written).find((name) => !isSlot(name));
		if (unknown !== undefined) return { fault: 'unknown-slot', found: `{${unknown}}` };
		const stray = written.replace(SLOT, '').match(/[{}]/)?.[0];
		if (stray) return { fault: 'stray-brace', found: stray };
	}
	return undefined;
}

/**
 * Whether words may stand from `fromDay` on. Never from a day before today: those calls were
 * answered by the words of their day, and nobody is judged by words that were not given yet.
 */
export function decidePhrase(
	{ words, fromDay }: { words: FormText | null; fromDay: BusinessDay },
	{ today, standing }: { today: BusinessDay; standing: FormText | null }
): Decision<FormText | null, PhraseRefusal> {
	const fault = words && phraseFault(words);
	if (fault) return refuse(fault.fault, { found: fault.found });
	if (fromDay < today) return refuse('day-past', { today });
	if (words?.en === standing?.en && words?.['zh-CN'] === standing?.['zh-CN'])
		return refuse('unchanged');
	return accept(words);
}

/** The words with each slot filled in, by language. */
export function filled(text: FormText, values: SlotWords): FormText {
	const fill = (locale: keyof FormText) =>
		text[locale].replace(SLOT, (whole, name: string) =>
			isSlot(name) ? values[name][locale] : whole
		);
	return { en: fill('en'), 'zh-CN': fill('zh-CN') };
}

const SLOT = /\{([^{}]*)\}/g;
const slotsIn = (written: string): string[] =>
	[...written.matchAll(SLOT)].map(([, name]) => name ?? '');
const isSlot = (name: string): name is Slot => (slots as readonly string[]).includes(name);
