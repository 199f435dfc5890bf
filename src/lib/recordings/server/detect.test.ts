import { describe, expect, it } from 'vitest';
import {
	chunk,
	formatChunk,
	noise,
	s16,
	tone,
	wavBytes
} from '../../../../tests/support/wav-bytes.ts';
import { bytesOf } from './byte-source.ts';
import { inspect, type InspectOptions } from './detect.ts';

const look = (bytes: Uint8Array, options?: InspectOptions) => inspect(bytesOf(bytes), options);
const codes = (bytes: Uint8Array, options?: InspectOptions) =>
	look(bytes, options).issues.map(({ code }) => code);
const sound = s16(tone(1));

describe('WAV formats', () => {
	it.each([
		[{ tag: 1, bits: 8 }, 'pcm_u8'],
		[{ tag: 1, bits: 16, channels: 2, rate: 44_100 }, 'pcm_s16le'],
		[{ tag: 1, bits: 24 }, 'pcm_s24le'],
		[{ tag: 1, bits: 32 }, 'pcm_s32le'],
		[{ tag: 3, bits: 32 }, 'pcm_f32le'],
		[{ tag: 3, bits: 64 }, 'pcm_f64le'],
		[{ tag: 6, bits: 8 }, 'pcm_alaw'],
		[{ tag: 7, bits: 8 }, 'pcm_mulaw'],
		[{ tag: 0x31, bits: 0, blockBytes: 65, more: Buffer.from([2, 0, 0x40, 1]) }, 'gsm_ms'],
		[{ tag: 2, bits: 4, blockBytes: 256 }, 'adpcm_ms'],
		[{ tag: 0x11, bits: 4, blockBytes: 256 }, 'adpcm_ima_wav']
	])('%o is %s', (options, codec) => {
		expect(look(wavBytes(sound, options))).toMatchObject({
			container: 'wav',
			codec,
			state: 'closed'
		});
	});

	it('looks into an extensible format', () => {
		const more = Buffer.alloc(24);
		more.writeUInt16LE(22, 0);
		more.writeUInt16LE(6, 8);
		const bytes = wavBytes(sound, { tag: 0xfffe, bits: 8, more });
		expect(look(bytes).codec).toBe('pcm_alaw');
	});

	it('counts wav49 by its blocks of 320 samples', () => {
		const options = { tag: 0x31, bits: 0, blockBytes: 65, more: Buffer.from([2, 0, 0x40, 1]) };
		expect(look(wavBytes(Buffer.alloc(6500), options)).actualMs).toBe(4000);
	});

	it('finds a format after the data', () => {
		const body = Buffer.concat([Buffer.from('WAVE'), chunk('data', sound), formatChunk({})]);
		expect(look(chunk('RIFF', body))).toMatchObject({ codec: 'pcm_s16le', actualMs: 1000 });
	});

	it('reads a 64-bit length', () => {
		const sizes = Buffer.alloc(28);
		sizes.writeBigUInt64LE(BigInt(sound.length), 8);
		const body = [
			Buffer.from('WAVE'),
			chunk('ds64', sizes),
			formatChunk({}),
			chunk('data', sound, 0xffffffff)
		];
		const bytes = Buffer.concat([Buffer.from('RF64\xff\xff\xff\xff', 'latin1'), ...body]);
		expect(look(bytes)).toMatchObject({ state: 'closed', declaredMs: 1000 });
	});
});

describe('WAV lengths', () => {
	it.each([
		[
			'an odd chunk before the data',
			{ before: chunk('LIST', Buffer.from('INFOx')) },
			'closed',
			1000
		],
		['whole chunks after the data', { after: chunk('LIST', Buffer.from('INFO')) }, 'closed', 1000],
		['a few bytes of padding', { after: Buffer.alloc(7) }, 'closed', 1000],
		['size 0 with sound', { claimed: 0 }, 'open', 1000],
		['size 0xFFFFFFFF', { claimed: 0xffffffff }, 'unknown-length', 1000],
		['more claimed than there is', { claimed: 32_000 }, 'truncated', 1000],
		['header bytes counted as data', { claimed: 16_044 }, 'closed', 1000],
		['sound after the claimed end', { claimed: 8000 }, 'surplus', 1000],
		[
			'a chunk that is not whole after the data',
			{ after: chunk('LIST', Buffer.alloc(4), 400) },
			'surplus',
			1001
		]
	])('%s', (_name, options, state, actualMs) => {
		expect(look(wavBytes(sound, options))).toMatchObject({ state, actualMs });
	});

	it('tells a header without sound from sound without a length', () => {
		expect(look(wavBytes(Buffer.alloc(0)))).toMatchObject({ state: 'header-only', issues: [] });
	});

	it('names what it found', () => {
		expect(codes(wavBytes(sound, { claimed: 0 }))).toEqual(['M_HEADER_OPEN']);
		expect(codes(wavBytes(sound, { claimed: 0xffffffff }))).toEqual(['M_HEADER_REPAIRED']);
		expect(codes(wavBytes(sound, { claimed: 8000 }))).toEqual(['M_APPEND_IN_PROGRESS']);
		expect(look(wavBytes(sound, { claimed: 32_000 })).issues).toEqual([
			{ code: 'M_TRUNCATED', declaredMs: 2000, actualMs: 1000 }
		]);
	});
});

describe('hostile headers', () => {
	it.each([
		['300 channels', wavBytes(sound, { channels: 300 })],
		['no channel', wavBytes(sound, { channels: 0, blockBytes: 2 })],
		['rate 0', wavBytes(sound, { rate: 0 })],
		['rate 4 GHz', wavBytes(sound, { rate: 0xffffffff })],
		['block of no bytes', wavBytes(sound, { blockBytes: 0 })],
		['no format', chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunk('data', sound)]))],
		['nothing but the form', Buffer.from('RIFF\x04\0\0\0WAVE', 'latin1')]
	])('%s: not decodable', (_name, bytes) => {
		expect(look(bytes)).toMatchObject({ container: 'wav', decodable: false });
	});

	it('believes no claim of four gigabytes in 44 bytes', () => {
		const found = look(wavBytes(Buffer.alloc(0), { claimed: 0xfffffff0 }));
		expect(found).toMatchObject({ state: 'truncated', actualBytes: 0 });
	});

	it('walks no endless chain of empty chunks', () => {
		const chain = Buffer.concat(
			Array.from({ length: 20_000 }, () => chunk('JUNK', Buffer.alloc(0)))
		);
		expect(look(chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chain]))).decodable).toBe(false);
	});
});

describe('no sound, or no header', () => {
	it.each([
		['HTML', Buffer.from('<!doctype html><html><body>404 Not found</body></html>'.repeat(20))],
		['XML', Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
		['Chinese text', Buffer.from('录音不存在。'.repeat(200))],
		['a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(5000)])],
		['random bytes', Buffer.from(noise(30_000).buffer)],
		['zeros', Buffer.alloc(100_000)]
	])('%s is not audio', (_name, bytes) => {
		const [issue] = look(bytes, { name: 'call.mp3' }).issues;
		expect(issue?.code).toBe('M_NOT_AUDIO');
		expect(issue?.firstBytes).toHaveLength(bytes.subarray(0, 200).toString('utf8').length);
	});

	it('sees sound without a header by its shape, or by the ending', () => {
		expect(codes(sound, { name: 'call.bin' })).toEqual(['M_RAW_NO_HEADER']);
		expect(codes(Buffer.from(noise(5000).buffer), { name: 'call.ulaw' })).toEqual([
			'M_RAW_NO_HEADER'
		]);
	});

	it('takes a declared form, but believes a header more', () => {
		const raw = { codec: 'pcm_mulaw', rate: 8000, channels: 1 };
		expect(look(sound, { raw })).toMatchObject({
			container: 'raw',
			codec: 'pcm_mulaw',
			decodable: true
		});
		expect(look(wavBytes(sound), { raw }).container).toBe('wav');
	});

	it('names an empty file', () => {
		expect(codes(Buffer.alloc(0))).toEqual(['M_EMPTY_FILE']);
	});
});

describe('names', () => {
	it('reports an ending that promises something else', () => {
		expect(codes(wavBytes(sound), { name: 'call.mp3' })).toEqual(['M_TYPE_MISMATCH']);
		expect(codes(wavBytes(sound), { name: 'call.wav' })).toEqual([]);
	});
});
