/** Reasons that must say something: for what is asked of, or decided against, a person or a recording. */

/** Characters that a reason has at least, blanks not counted. */
export const FEWEST_REASON = 10;

/** White space of any width, and what takes no room or shows nothing: joiners, marks of direction, fillers. */
const blanks = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** True for `FEWEST_REASON` characters (code points) and more that are neither blank nor one character over and over, in whichever case or width. */
export function isReason(text: string): boolean {
	const characters = [...text.normalize('NFC').replaceAll(blanks, '')];
	const different = new Set(characters.map((one) => one.normalize('NFKC').toLowerCase()));
	return characters.length >= FEWEST_REASON && different.size > 1;
}
