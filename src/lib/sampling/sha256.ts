/** SHA-256 of UTF-8 text, as lower-case hex; passed in, since rules know no `node:` modules. */
export type Sha256 = (text: string) => string;

/** By code unit, as every list of a draw is sorted. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
