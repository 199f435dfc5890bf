/** A text of a rubric: both languages, because a rubric is data and not part of the program's messages. */
import * as v from 'valibot';

export type FormLocale = 'en' | 'zh-CN';
export type FormText = Record<FormLocale, string>;

const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000));
export const formText = v.strictObject({ en: words, 'zh-CN': words });

/** The text in the reader's language. */
export const text = (texts: FormText, locale: FormLocale): string => texts[locale];
