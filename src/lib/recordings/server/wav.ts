/**
 * The RIFF/WAVE header: what it claims and what is there. Recorders write the header first and
 * its sizes last, so a size of 0 (still open), 0xFFFFFFFF (written to a pipe), a size beyond the
 * end (cut off) and bytes after the end (appended to) are everyday cases, told apart here.
 */
import type { ByteSource } from './byte-source.ts';

/** `header-only`: size 0 and no sound after it, which a finished empty recording and one just begun share. */
export type ContainerState =
	'closed' | 'open' | 'header-only' | 'unknown-length' | 'truncated' | 'surplus';

export interface WavHeader {
	codec: string;
	channels: number;
	sampleRate: number;
	bits: number;
	/** Bytes of one block of all channels, and the frames in it (1 for PCM, 320 for wav49). */
	blockBytes: number;
	framesPerBlock: number;
	dataAt: number;
	/** The data chunk's own claim; null when the header does not know (0 or 0xFFFFFFFF). */
	declaredBytes: number | null;
	/** Bytes of sound present, from `dataAt`. */
	actualBytes: number;
	state: ContainerState;
}

const UNKNOWN = 0xffffffff;
/** Writers that count header bytes as data are off by this much at most; that is no loss. */
const SLOPPY_BYTES = 64;
const MAX_CHUNKS = 10_000;

/** True for `RIFF….WAVE` and its 64-bit form `RF64….WAVE`. */
export function isWav(head: Buffer): boolean {
	const form = head.toString('latin1', 0, 4);
	return (form === 'RIFF' || form === 'RF64') && head.toString('latin1', 8, 12) === 'WAVE';
}

/** Reads the chunks; null when there is no usable `fmt ` chunk. */
export function parseWav(source: ByteSource): WavHeader | null {
	let format: Buffer | undefined;
	let data: { at: number; declared: number } | undefined;
	let longSize: number | undefined;
	let at = 12;
	for (let n = 0; n < MAX_CHUNKS; n++) {
		const head = source.read(at, 8);
		if (head.length < 8) break;
		const id = head.toString('latin1', 0, 4);
		const size = head.readUInt32LE(4);
		if (id === 'ds64') longSize = sizeIn(source.read(at + 8, 16)) ?? longSize;
		if (id === 'fmt ' && !format) format = source.read(at + 8, Math.min(size, 64));
		if (id === 'data' && !data) {
			data = { at: at + 8, declared: size === UNKNOWN && longSize ? longSize : size };
			// What follows a data chunk of unknown size is sound; a known one may precede its format.
			if (format || data.declared === 0 || data.declared === UNKNOWN) break;
			at += 8 + data.declared + (data.declared & 1);
			continue;
		}
		if (format && data) break;
		at += 8 + size + (size & 1);
	}
	if (!format || format.length < 16) return null;
	return { ...readFormat(format), ...readData(source, data) };
}

/** The data's size in a `ds64` chunk; undefined when the chunk is cut off. */
const sizeIn = (long: Buffer): number | undefined =>
	long.length < 16 ? undefined : Number(long.readBigUInt64LE(8));

function readFormat(format: Buffer) {
	const extensible = format.readUInt16LE(0) === 0xfffe && format.length >= 26;
	const tag = format.readUInt16LE(extensible ? 24 : 0);
	const bits = format.readUInt16LE(14);
	const blockBytes = format.readUInt16LE(12);
	const framesPerBlock = format.length >= 20 ? format.readUInt16LE(18) : 1;
	const blocked = tag === 0x31 || tag === 0x02 || tag === 0x11;
	return {
		codec: codecOf(tag, bits),
		channels: format.readUInt16LE(2),
		sampleRate: format.readUInt32LE(4),
		bits,
		blockBytes,
		framesPerBlock: blocked ? framesPerBlock || (tag === 0x31 ? 320 : 1) : 1
	};
}

function codecOf(tag: number, bits: number): string {
	const pcm: Record<number, string> = { 8: 'u8', 16: 's16le', 24: 's24le', 32: 's32le' };
	if (tag === 1) return pcm[bits] ? `pcm_${pcm[bits]}` : `wav_pcm_${bits}`;
	if (tag === 3) return bits === 64 ? 'pcm_f64le' : 'pcm_f32le';
	const others: Record<number, string> = {
		0x02: 'adpcm_ms',
		0x06: 'pcm_alaw',
		0x07: 'pcm_mulaw',
		0x11: 'adpcm_ima_wav',
		0x31: 'gsm_ms',
		0x40: 'adpcm_g726',
		0x45: 'adpcm_g726',
		0x50: 'mp2',
		0x55: 'mp3',
		0x83: 'g729',
		0xff: 'aac',
		0xa109: 'speex'
	};
	return others[tag] ?? `wav_0x${tag.toString(16).padStart(4, '0')}`;
}

function readData(source: ByteSource, data: { at: number; declared: number } | undefined) {
	if (!data)
		return {
			dataAt: source.size,
			declaredBytes: null,
			actualBytes: 0,
			state: 'header-only' as const
		};
	const present = Math.max(0, source.size - data.at);
	const known = data.declared !== 0 && data.declared !== UNKNOWN;
	const answer = (state: ContainerState, actualBytes: number) => ({
		dataAt: data.at,
		declaredBytes: known ? data.declared : null,
		actualBytes,
		state
	});
	if (data.declared === UNKNOWN) return answer('unknown-length', present);
	if (data.declared === 0) {
		if (chunksOnly(source, data.at)) return answer('header-only', 0);
		return answer('open', present);
	}
	if (data.declared > present)
		return answer(data.declared - present > SLOPPY_BYTES ? 'truncated' : 'closed', present);
	if (chunksOnly(source, data.at + data.declared + (data.declared & 1)))
		return answer('closed', data.declared);
	return answer('surplus', present);
}

/** True when nothing, or padding of less than a chunk header, or a chain of whole RIFF chunks lies from `at` to the end. */
function chunksOnly(source: ByteSource, at: number): boolean {
	for (let n = 0; n < MAX_CHUNKS && source.size - at >= 8; n++) {
		const head = source.read(at, 8);
		const size = head.readUInt32LE(4);
		if (!/^[\x20-\x7e]{4}$/.test(head.toString('latin1', 0, 4))) return false;
		if (at + 8 + size > source.size) return false;
		at += 8 + size + (size & 1);
	}
	return true;
}
