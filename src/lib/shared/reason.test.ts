import { describe, expect, it } from 'vitest';
import { isReason } from './reason.ts';

describe('isReason', () => {
	it.each([
		'线路故障只录到静音无声',
		'0123456789',
		'no sound at a',
		'𠮷野家電話没有声音只有静',
		'ababababab',
		'静\u3000音\u200b静音静音静音静音'
	])('takes %j', (text) => expect(isReason(text)).toBe(true));

	it.each([
		'',
		'123456789',
		'          ',
		'　　　　　　　　　　　　',
		'静音静音静音静音静',
		'静\u3000音\u200b静音静音静音静',
		'\u200b\u200c\u200d\ufeff\u2060\u00ad\u180e\u3164\u2800\u200e\u200f\u034f',
		'ok\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b',
		'aaaaaaaaaaaaaaaa',
		'AaAaAaAaAaAa',
		'啊啊啊啊啊啊啊啊啊啊啊啊',
		'. . . . . . . . . . . .',
		'！！！！！!!!!!!!',
		'𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷',
		'\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000a'
	])('refuses %j', (text) => expect(isReason(text)).toBe(false));
});
