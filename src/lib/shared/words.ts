/** What people write as a reason: cleaned for storing, and counted without what says nothing. */

/** Longest reason that is kept, in characters. */
const LONGEST_WORDS = 500;

/** The text without control characters (line breaks become spaces), trimmed and cut to `LONGEST_WORDS`. */
export const cleanWords = (text: string): string =>
	text
		.normalize('NFC')
		.replaceAll(/\p{Cc}+/gu, ' ')
		.trim()
		.slice(0, LONGEST_WORDS);

/** Letters and digits of any script; spaces, punctuation and signs are not counted. */
export const realCharacters = (text: string): number => (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
