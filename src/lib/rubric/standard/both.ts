import type { FormText } from '../text.ts';

/** A text in both languages. */
export const both = (en: string, zh: string): FormText => ({ en, 'zh-CN': zh });
