/**
 * MPEG audio frames counted one by one. A declared length (Xing, Info or VBRI header) is only a
 * claim: a file cut off in mid-transfer keeps it.
 */
import type { ByteSource } from './byte-source.ts';

interface Mp3Facts {
	sampleRate: number;
	channels: number;
	/** Whole frames of sound, without the Xing, Info or VBRI frame. */
	frames: number;
	/** Every frame header in the file: that frame and a cut-off last one too. What a player without knowledge of the claim would play. */
	headers: number;
	samplesPerFrame: number;
	/** Frames that the header claims; null without such a header. */
	declaredFrames: number | null;
	/** All frames of one bit rate: only then does a browser seek to the right place. */
	constantBitrate: boolean;
}

interface Frame {
	bytes: number;
	samples: number;
	sampleRate: number;
	channels: number;
	bitrate: number;
	/** Bits that stay the same through one stream: version, layer, rate. */
	kind: number;
	/** Where the Xing or Info header would lie in the first frame. */
	sideBytes: number;
}

const WINDOW = 1 << 18;
const SEARCH_BYTES = 1 << 16;
const V1 = [
	[0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
	[0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
	[0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
];
const V2 = [
	[0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
	[0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
	[0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
];

/** One frame header, or null when the four bytes are none (free format is not accepted). */
function mp3Frame(head: Buffer, at = 0): Frame | null {
	if (head.length < at + 4 || head[at] !== 0xff || (head[at + 1]! & 0xe0) !== 0xe0) return null;
	const version = (head[at + 1]! >> 3) & 3;
	const layer = 4 - ((head[at + 1]! >> 1) & 3);
	const bitrateIndex = head[at + 2]! >> 4;
	const rateIndex = (head[at + 2]! >> 2) & 3;
	if (version === 1 || layer === 4 || bitrateIndex === 0 || bitrateIndex === 15 || rateIndex === 3)
		return null;
	const mpeg1 = version === 3;
	const bitrate = (mpeg1 ? V1 : V2)[layer - 1]![bitrateIndex]! * 1000;
	const sampleRate = [44_100, 48_000, 32_000][rateIndex]! >> (mpeg1 ? 0 : version === 2 ? 1 : 2);
	const samples = layer === 1 ? 384 : layer === 3 && !mpeg1 ? 576 : 1152;
	const padding = (head[at + 2]! >> 1) & 1;
	const slot = layer === 1 ? 4 : 1;
	const channels = head[at + 3]! >> 6 === 3 ? 1 : 2;
	return {
		bytes: (Math.floor((samples / 8 / slot) * (bitrate / sampleRate)) + padding) * slot,
		samples,
		sampleRate,
		channels,
		bitrate,
		kind: ((head[at + 1]! & 0xfe) << 8) | (head[at + 2]! & 0x0c),
		sideBytes: mpeg1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17
	};
}

/** Offset of the first of at least three frames in a row (or of all that fit); -1 when there are none. */
export function firstMp3Frame(source: ByteSource): number {
	const start = afterId3(source);
	const head = source.read(start, SEARCH_BYTES + 8192);
	for (let i = 0; i + 4 <= head.length && i < SEARCH_BYTES; i++) {
		let at = i;
		let seen = 0;
		let kind: number | undefined;
		while (seen < 4) {
			const frame = mp3Frame(head, at);
			if (!frame || (kind !== undefined && frame.kind !== kind)) break;
			kind = frame.kind;
			seen++;
			at += frame.bytes;
			if (start + at + 4 > source.size) return seen >= 2 || i === 0 ? start + i : -1;
		}
		if (seen === 4) return start + i;
	}
	return -1;
}

/** Counts the frames from `start`; null when the first is none. */
export function countMp3(source: ByteSource, start: number): Mp3Facts | null {
	let window = source.read(start, WINDOW);
	let base = start;
	let at = start;
	const first = mp3Frame(window);
	if (!first) return null;
	const declaredFrames = declared(window, first);
	// A Xing, Info or VBRI frame carries no sound of its own.
	if (declaredFrames !== undefined) at += first.bytes;
	let frames = 0;
	let headers = declaredFrames === undefined ? 0 : 1;
	let constantBitrate = true;
	let bitrate: number | undefined;
	let lost = 0;
	for (;;) {
		if (at + 4 > base + window.length) {
			base = at;
			window = source.read(base, WINDOW);
			if (window.length < 4) break;
		}
		const frame = mp3Frame(window, at - base);
		if (!frame || frame.kind !== first.kind) {
			// Tags and damage: search on, but not for ever.
			if (++lost > SEARCH_BYTES) break;
			at++;
			continue;
		}
		headers++;
		if (at + frame.bytes > source.size) break;
		lost = 0;
		frames++;
		bitrate ??= frame.bitrate;
		if (frame.bitrate !== bitrate) constantBitrate = false;
		at += frame.bytes;
	}
	return {
		sampleRate: first.sampleRate,
		channels: first.channels,
		frames,
		headers,
		samplesPerFrame: first.samples,
		declaredFrames: declaredFrames ?? null,
		constantBitrate
	};
}

/** Frames by the header in the first frame; null for a header without a count, undefined without header. */
function declared(head: Buffer, first: Frame): number | null | undefined {
	const xing = 4 + first.sideBytes;
	const id = head.toString('latin1', xing, xing + 4);
	if ((id === 'Xing' || id === 'Info') && head.length >= xing + 12)
		return head.readUInt32BE(xing + 4) & 1 ? head.readUInt32BE(xing + 8) : null;
	if (head.toString('latin1', 36, 40) === 'VBRI' && head.length >= 54) return head.readUInt32BE(50);
	return undefined;
}

/** Offset after leading ID3v2 tags. */
function afterId3(source: ByteSource): number {
	let at = 0;
	for (let n = 0; n < 4; n++) {
		const head = source.read(at, 10);
		if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') break;
		const size = head.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 127), 0);
		at += 10 + size + (head[5]! & 0x10 ? 10 : 0);
	}
	return at;
}
