/** What bytes without a known header are: something else than sound, or sound without a header. */
import type { ByteSource } from './byte-source.ts';
import { alawSamples, mulawSamples } from './g711.ts';

const OTHER_MAGIC = [
	'\x89PNG', '\xff\xd8\xff', 'GIF8', 'PK\x03\x04', '%PDF', '\x1f\x8b', '\x7fELF', 'MZ', '7z\xbc\xaf',
	'Rar!', 'SQLite format 3', 'BZh', '\xfd7zXZ', '#EXTM3U'
]; // prettier-ignore

const LOOK_BYTES = 1 << 16;

/** True when the bytes are text, a picture, an archive, or anything without the shape of sound. */
export function isNotAudio(source: ByteSource): boolean {
	const head = source.read(0, LOOK_BYTES);
	const magic = head.toString('latin1', 0, 16);
	if (OTHER_MAGIC.some((other) => magic.startsWith(other))) return true;
	return isText(head) || !soundsLikeSpeech(head);
}

/** Text of any common encoding: no control bytes but line ends and tabs. */
export function isText(head: Buffer): boolean {
	const sample = head.subarray(0, 4096);
	return sample.length > 0 && !sample.some((b) => b < 0x20 && ![9, 10, 12, 13, 27].includes(b));
}

/** Neighbouring samples of sound resemble each other in the right reading and in no other. */
function soundsLikeSpeech(head: Buffer): boolean {
	if (head.length < 320 || head.every((b) => b === head[0])) return false;
	if (isGsm(head)) return true;
	const law = (table: Int16Array) => correlation(head.length, (i) => table[head[i]!]!);
	const linear = correlation(head.length >> 1, (i) => head.readInt16LE(2 * i));
	return Math.max(law(alawSamples), law(mulawSamples), linear) > 0.4;
}

/** GSM 06.10 frames are 33 bytes that begin with the nibble 0xD. */
function isGsm(head: Buffer): boolean {
	const frames = Math.floor(head.length / 33);
	for (let i = 0; i < frames; i++) if (head[33 * i]! >> 4 !== 0xd) return false;
	return frames >= 5;
}

function correlation(length: number, sample: (i: number) => number): number {
	let mean = 0;
	for (let i = 0; i < length; i++) mean += sample(i) / length;
	let near = 0;
	let power = 0;
	for (let i = 1; i < length; i++) {
		near += (sample(i) - mean) * (sample(i - 1) - mean);
		power += (sample(i) - mean) ** 2;
	}
	return power > 0 ? near / power : 0;
}
