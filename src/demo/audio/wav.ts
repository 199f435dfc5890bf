/** WAV files as recorders write them. */
import { encodeGsm } from './gsm.ts';
import { TELEPHONE_RATE } from './resample.ts';

type WavCodec = 'pcm16' | 'alaw' | 'mulaw' | 'gsm';
const tags: Record<WavCodec, number> = { pcm16: 1, alaw: 6, mulaw: 7, gsm: 0x31 };

/** `samples` interleaved when there are two channels; `gsm` takes one. */
export function wavFile(samples: Int16Array, channels: 1 | 2, codec: WavCodec): Buffer {
	const data = payload(samples, codec);
	const frames = samples.length / channels;
	const parts = [chunk('fmt ', format(channels, codec))];
	if (codec !== 'pcm16') parts.push(chunk('fact', uint32(frames)));
	parts.push(chunk('data', data));
	const body = Buffer.concat([Buffer.from('WAVE'), ...parts]);
	return Buffer.concat([Buffer.from('RIFF'), uint32(body.length), body]);
}

function payload(samples: Int16Array, codec: WavCodec): Buffer {
	if (codec === 'gsm') return Buffer.from(encodeGsm(samples));
	if (codec === 'pcm16') return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
	const table = tables[codec];
	const bytes = Buffer.alloc(samples.length);
	for (let i = 0; i < samples.length; i++) bytes[i] = table[samples[i]! + 32_768]!;
	return bytes;
}

function format(channels: number, codec: WavCodec): Buffer {
	const gsm = codec === 'gsm';
	const block = gsm ? 65 : channels * (codec === 'pcm16' ? 2 : 1);
	const head = Buffer.alloc(gsm ? 20 : 16);
	head.writeUInt16LE(tags[codec], 0);
	head.writeUInt16LE(channels, 2);
	head.writeUInt32LE(TELEPHONE_RATE, 4);
	head.writeUInt32LE(gsm ? 1625 : TELEPHONE_RATE * block, 8);
	head.writeUInt16LE(block, 12);
	head.writeUInt16LE(gsm ? 0 : codec === 'pcm16' ? 16 : 8, 14);
	if (gsm) {
		head.writeUInt16LE(2, 16);
		head.writeUInt16LE(320, 18);
	}
	return head;
}

function chunk(name: string, content: Buffer): Buffer {
	const odd = content.length % 2 === 1 ? [Buffer.alloc(1)] : [];
	return Buffer.concat([Buffer.from(name), uint32(content.length), content, ...odd]);
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

/** ITU-T G.711 A-law. */
function alaw(sample: number): number {
	const negative = sample < 0;
	const size = Math.min(negative ? -sample - 1 : sample, 32_767) >> 3;
	let exponent = 0;
	while (exponent < 7 && size >> (exponent + 5) > 0) exponent++;
	const mantissa = exponent === 0 ? size >> 1 : size >> exponent;
	const code = (exponent << 4) | (mantissa & 0x0f);
	return (negative ? code : code | 0x80) ^ 0x55;
}

/** ITU-T G.711 µ-law. */
function mulaw(sample: number): number {
	const negative = sample < 0;
	const size = Math.min(Math.abs(sample), 32_635) + 132;
	let exponent = 7;
	while (exponent > 0 && size < 1 << (exponent + 7)) exponent--;
	const mantissa = (size >> (exponent + 3)) & 0x0f;
	return ~((negative ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}

/** Code of each sample from −32768 to 32767. */
const tableOf = (compress: (sample: number) => number) =>
	Uint8Array.from({ length: 65_536 }, (_, i) => compress(i - 32_768));
const tables = { alaw: tableOf(alaw), mulaw: tableOf(mulaw) };
