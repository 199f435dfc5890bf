/**
 * What a password must be: 8 to 256 characters, not the staff number, and none of those that are
 * tried first. No rules of composition and no forced change: they make passwords worse.
 */
import { accept, refuse, type Decision } from '../shared/decision.ts';

export const MIN_LENGTH = 8;
export const MAX_LENGTH = 256;

export type PasswordRefusal = 'too-short' | 'too-long' | 'same-as-staff-no' | 'too-common';

const common = new Set(
	`12345678 123456789 1234567890 0123456789 987654321 9876543210 87654321 11111111 111111111 00000000
	88888888 66666666 99999999 12341234 11223344 112233445566 123123123 147258369 123454321 520131400
	5201314520 13145200 10101010 password password1 password12 password123 passw0rd p@ssw0rd p@ssword
	qwertyui qwertyuiop qwerty123 qwerty1234 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 qazwsxedc zaq12wsx
	asdfghjk asdfghjkl zxcvbnm123 abcdefgh abcd1234 abc12345 abc123456 a1234567 a12345678 a123456789
	aa123456 aa12345678 q1234567 woaini1314 woaini520 iloveyou iloveyou1 letmein1 welcome1 welcome123
	admin123 admin1234 admin12345 administrator root1234 changeme changeme1 sunshine princess football
	baseball superman trustno1 whatever computer internet listenback listenback1 huiting123 callcenter`
		.trim()
		.split(/\s+/)
);

/** Decides whether `password` may be set; length counts characters, not bytes. */
export function checkPassword(
	password: string,
	staffNo: string
): Decision<string, PasswordRefusal> {
	const length = [...password].length;
	if (length < MIN_LENGTH) return refuse('too-short', { atLeast: MIN_LENGTH });
	if (length > MAX_LENGTH) return refuse('too-long', { atMost: MAX_LENGTH });
	const plain = password.trim().toLowerCase();
	if (plain === staffNo.trim().toLowerCase()) return refuse('same-as-staff-no');
	if (common.has(plain) || new Set(plain).size <= 1) return refuse('too-common');
	return accept(password);
}
