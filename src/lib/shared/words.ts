/** What people write as a reason: cleaned for storing, and counted without what says nothing. */

/** Longest reason that is kept, in characters. */
const LONGEST_WORDS = 500;
/** Longest account of something that is kept, in characters. */
export const LONGEST_TEXT = 2000;

/** The text without control characters (line breaks become spaces), trimmed and cut to `LONGEST_WORDS`. */
export const cleanWords = (text: string): string =>
	text
		.normalize('NFC')
		.replaceAll(/\p{Cc}+/gu, ' ')
		.trim()
		.slice(0, LONGEST_WORDS);

/** A longer text: its line breaks stay, other control characters go; trimmed and cut to `LONGEST_TEXT`. */
export const cleanText = (text: string): string =>
	text
		.normalize('NFC')
		.replaceAll(/\r\n?/g, '\n')
		.replaceAll(/[^\P{Cc}\n]+/gu, ' ')
		.trim()
		.slice(0, LONGEST_TEXT);

/** Letters and digits of any script; spaces, punctuation and signs are not counted. */
export const realCharacters = (text: string): number => (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
