/** First bytes of the other containers: enough to name the codec, the form and a claimed length. */
import type { ByteSource } from './byte-source.ts';

export type Container =
	'wav' | 'mp3' | 'ogg' | 'flac' | 'mp4' | 'amr' | 'webm' | 'adts' | 'raw' | 'unknown';

interface ContainerFacts {
	container: Container;
	/** Named as ffmpeg names it. */
	codec: string;
	/** 0 where only the decoder knows. */
	sampleRate: number;
	channels: number;
	declaredMs: number | null;
	/** The container itself says that its end is missing. */
	cut: boolean;
}

/** Reads the magic bytes; null when none of these containers begins here. */
export function readContainer(source: ByteSource): ContainerFacts | null {
	const head = source.read(0, 256);
	const magic = head.toString('latin1', 0, 12);
	if (magic.startsWith('OggS')) return readOgg(source, head);
	if (magic.startsWith('fLaC')) return readFlac(head);
	if (magic.slice(4, 8) === 'ftyp') return readMp4(source);
	if (magic.startsWith('#!AMR-WB\n')) return facts('amr', 'amr_wb', 16_000, 1);
	if (magic.startsWith('#!AMR\n')) return facts('amr', 'amr_nb', 8000, 1);
	if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3) return readWebm(source);
	return readAdts(source);
}

function facts(
	container: Container,
	codec: string,
	sampleRate: number,
	channels: number,
	more: { declaredMs?: number | null; cut?: boolean } = {}
): ContainerFacts {
	return { container, codec, sampleRate, channels, declaredMs: null, cut: false, ...more };
}

function readOgg(source: ByteSource, head: Buffer): ContainerFacts {
	const body = head.subarray(27 + (head[26] ?? 0));
	const cut = lastOggPageCut(source);
	const text = body.toString('latin1', 0, 8);
	if (text === 'OpusHead' && body.length >= 10)
		return facts('ogg', 'opus', 48_000, body[9]!, { cut });
	if (text.startsWith('\x01vorbis') && body.length >= 16)
		return facts('ogg', 'vorbis', body.readUInt32LE(12), body[11]!, { cut });
	if (text.startsWith('\x7fFLAC')) return { ...readFlac(body.subarray(9)), container: 'ogg', cut };
	if (text.startsWith('Speex') && body.length >= 52)
		return facts('ogg', 'speex', body.readUInt32LE(36), body.readUInt32LE(48), { cut });
	return facts('ogg', 'unknown', 0, 0, { cut });
}

/** True when the last page claims more bytes than the file has. */
function lastOggPageCut(source: ByteSource): boolean {
	const span = Math.min(source.size, 1 << 17);
	const tail = source.read(source.size - span, span);
	const at = tail.lastIndexOf('OggS');
	if (at < 0) return true;
	const segments = tail[at + 26];
	if (segments === undefined || at + 27 + segments > tail.length) return true;
	let bytes = 27 + segments;
	for (let i = 0; i < segments; i++) bytes += tail[at + 27 + i]!;
	return at + bytes > tail.length;
}

function readFlac(head: Buffer): ContainerFacts {
	if (head.length < 26) return facts('flac', 'flac', 0, 0);
	const sampleRate = (head.readUInt32BE(18) >>> 12) & 0xfffff;
	const channels = ((head[20]! >> 1) & 7) + 1;
	const samples = (head[21]! & 15) * 2 ** 32 + head.readUInt32BE(22);
	const declaredMs = samples && sampleRate ? Math.round((samples / sampleRate) * 1000) : null;
	return facts('flac', 'flac', sampleRate, channels, { declaredMs });
}

function readMp4(source: ByteSource): ContainerFacts {
	let cut = false;
	let declaredMs: number | null = null;
	for (let at = 0, n = 0; n < 1000 && at + 8 <= source.size; n++) {
		const head = source.read(at, 16);
		let size = head.readUInt32BE(0);
		if (size === 1 && head.length === 16) size = Number(head.readBigUInt64BE(8));
		if (size === 0) break;
		if (size < 8) break;
		if (head.toString('latin1', 4, 8) === 'moov') declaredMs = movieMs(source, at + 8, at + size);
		at += size;
		cut = at > source.size;
	}
	return facts('mp4', 'unknown', 0, 0, { declaredMs, cut });
}

function movieMs(source: ByteSource, from: number, to: number): number | null {
	for (let at = from, n = 0; n < 100 && at + 8 <= Math.min(to, source.size); n++) {
		const box = source.read(at, 40);
		const size = box.readUInt32BE(0);
		if (size < 8) return null;
		if (box.toString('latin1', 4, 8) === 'mvhd' && box.length === 40) {
			const long = box[8] === 1;
			const scale = box.readUInt32BE(long ? 28 : 20);
			const length = long ? Number(box.readBigUInt64BE(32)) : box.readUInt32BE(24);
			return scale ? Math.round((length / scale) * 1000) : null;
		}
		at += size;
	}
	return null;
}

function readWebm(source: ByteSource): ContainerFacts | null {
	const head = source.read(0, 4096).toString('latin1');
	if (!/webm|matroska/.test(head)) return null;
	const codec = /A_(OPUS|VORBIS|FLAC|AAC|MPEG\/L3|PCM\/INT\/LIT)/.exec(head)?.[1];
	const names: Record<string, string> = { 'MPEG/L3': 'mp3', 'PCM/INT/LIT': 'pcm_s16le' };
	return facts('webm', codec ? (names[codec] ?? codec.toLowerCase()) : 'unknown', 0, 0);
}

const ADTS_RATES = [
	96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350
];

function readAdts(source: ByteSource): ContainerFacts | null {
	let at = 0;
	let first: Buffer | undefined;
	for (let n = 0; n < 3 && at < source.size; n++) {
		const head = source.read(at, 7);
		const synced = head.length === 7 && head[0] === 0xff && (head[1]! & 0xf6) === 0xf0;
		if (!synced || ADTS_RATES[(head[2]! >> 2) & 15] === undefined) return null;
		first ??= head;
		const bytes = ((head[3]! & 3) << 11) | (head[4]! << 3) | (head[5]! >> 5);
		if (bytes < 8) return null;
		at += bytes;
	}
	if (!first) return null;
	const channels = ((first[2]! & 1) << 2) | (first[3]! >> 6);
	return facts('adts', 'aac', ADTS_RATES[(first[2]! >> 2) & 15]!, channels || 1);
}
