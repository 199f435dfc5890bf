/** A plan's key: its stable name in addresses and on the command line. */

const KEY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST = 60;

/** Words of the addresses beside the plans. */
const RESERVED = ['new'];

export const isPlanKey = (text: string): boolean =>
	text.length <= LONGEST && KEY.test(text) && !RESERVED.includes(text);

/** A key made of a name's Latin letters and digits: `Night shift (2)` → `night-shift-2`; without any, `plan`. */
export function keyOfName(name: string): string {
	const plain = name
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, LONGEST - 4)
		.replaceAll(/^-+|-+$/g, '');
	return isPlanKey(plain) ? plain : ['plan', plain].filter(Boolean).join('-');
}
