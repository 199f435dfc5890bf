import { describe, expect, it } from 'vitest';
import { e164 } from './phone-number.ts';
import { isWorkName, nameParts } from './recording-key.ts';
import { unfinished } from './settle.ts';

describe('names of files', () => {
	it.each([
		['a.wav', 'a', 'wav', 0, null],
		['a (1).WAV', 'a', 'wav', 1, null],
		['x-1743042317.12206', 'x-1743042317.12206', '', 0, null],
		['x-all.mp3', 'x', 'mp3', 0, 'all'],
		['native-1-in.PCMU', 'native-1', 'pcmu', 0, 'in'],
		['Pe\u0300re.wav', 'P\u00e8re', 'wav', 0, null]
	])('%s', (fileName, key, extension, copy, leg) => {
		expect(nameParts(fileName)).toEqual({ key, extension, copy, leg });
	});

	it.each(['a.wav.tmp', 'a.PART', 'a.mcf', '.a.wav', 'a.wav~', 'a.filepart', 'a.crdownload'])(
		'%s is a working name',
		(fileName) => {
			expect(isWorkName(fileName)).toBe(true);
		}
	);
});

describe('numbers', () => {
	it.each([
		['07700900123', 'GB', '+447700900123'],
		['13812348000', 'CN', '+8613812348000'],
		['01062345678', 'CN', '+861062345678'],
		['+447700900125', null, '+447700900125'],
		['2025550143', 'US', '+12025550143'],
		['12345', 'CN', null],
		['138****8000', 'CN', null],
		['alice', 'GB', null],
		['07700900123', null, null]
	])('%s in %s is %s', (raw, country, wanted) => {
		expect(e164(raw, country)).toBe(wanted);
	});
});

describe('unfinished', () => {
	const hour = 3600_000;
	it.each([
		[{ size: 0, state: 'header-only', blank: false }, hour, 'M_EMPTY_FILE', 'info'],
		[{ size: 0, state: 'header-only', blank: false }, 25 * hour, 'M_EMPTY_FILE', 'hold'],
		[{ size: 9, state: 'open', blank: false }, hour, 'M_HEADER_OPEN', 'info'],
		[{ size: 9, state: 'surplus', blank: false }, hour, 'M_APPEND_IN_PROGRESS', 'info'],
		[{ size: 9, state: 'closed', blank: true }, hour, 'M_CONTENT_PENDING', 'info'],
		[{ size: 44, state: 'header-only', blank: false }, 1000, 'M_HEADER_OPEN', 'info'],
		[{ size: 44, state: 'header-only', blank: false }, hour, undefined, undefined],
		[{ size: 9, state: 'unknown-length', blank: false }, 0, undefined, undefined],
		[{ size: 9, state: 'truncated', blank: false }, 0, undefined, undefined],
		[{ size: 9, state: 'closed', blank: false }, 0, undefined, undefined]
	] as const)('%o after %i ms', (header, ageMs, code, severity) => {
		const found = unfinished(header, ageMs);
		expect([found?.code, found?.severity]).toEqual([code, severity]);
	});
});
