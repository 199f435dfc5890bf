/** A text of a rubric: both languages, because a rubric is data and not part of the program's messages. */
import * as v from 'valibot';
import { NO_WORDS } from './schema-fault.ts';

export type FormLocale = 'en' | 'zh-CN';
export type FormText = Record<FormLocale, string>;

/** Kept as written, so that a form read from a file and written again is the same file. */
const words = v.pipe(
	v.string(),
	v.check((value) => value.trim() !== '', NO_WORDS),
	v.maxLength(2000),
	v.check((value) => !value.includes('\u0000'), 'NUL character')
);
export const formText = v.strictObject({ en: words, 'zh-CN': words });

/** The text in the reader's language. */
export const text = (texts: FormText, locale: FormLocale): string => texts[locale];
