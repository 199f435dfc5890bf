/** MP3 and Ogg Opus through node-av. */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Codec, CodecContext, FormatContext, Frame, Log, Packet, Rational } from 'node-av/lib';
import {
	AV_CHANNEL_ORDER_NATIVE,
	AV_OPT_SEARCH_CHILDREN,
	AV_OPT_TYPE_INT,
	AV_SAMPLE_FMT_S16,
	AV_SAMPLE_FMT_S16P,
	AVFMT_FLAG_BITEXACT,
	AV_LOG_FATAL,
	type FFEncoderCodec
} from 'node-av/constants';
import { TELEPHONE_RATE } from './resample.ts';

// LAME's tail of a file brings a warning that means nothing here.
Log.setLevel(AV_LOG_FATAL);

/** How far speech moves backwards in the file: LAME's encoder and every decoder's delay. */
export const MP3_DELAY_MS = 138;

/** OPUS_APPLICATION_VOIP of libopus. */
const OPUS_VOIP = 2048;

/**
 * Constant-bitrate MP3 without a bit reservoir and without tags, so that files may be joined
 * byte by byte.
 */
export function mp3File(samples: Int16Array, channels: 1 | 2, kbps: number): Buffer {
	const packets: Buffer[] = [];
	const encoder = openEncoder('libmp3lame', channels, kbps, { reservoir: 0, compression_level: 9 });
	encode(encoder, samples, channels, (packet) => packets.push(Buffer.from(packet.data!)));
	return Buffer.concat(packets);
}

export function opusFile(samples: Int16Array, channels: 1 | 2, kbps: number, name: string): Buffer {
	const file = path.join(tmpdir(), `listenback-demo-${process.pid}-${name}.ogg`);
	const encoder = openEncoder('libopus', channels, kbps, {
		application: OPUS_VOIP,
		compression_level: 2
	});
	const output = new FormatContext();
	must(output.allocOutputContext2(null, 'ogg', file), 'ogg');
	const stream = output.newStream(null);
	must(stream.codecpar.fromContext(encoder), 'codecpar');
	stream.timeBase = new Rational(1, TELEPHONE_RATE);
	must(output.openOutputSync(), 'open');
	// No random serial number: the same samples are the same bytes.
	output.setFlags(AVFMT_FLAG_BITEXACT);
	must(output.writeHeaderSync(null), 'header');
	encode(encoder, samples, channels, (packet) => {
		packet.streamIndex = 0;
		packet.rescaleTs(new Rational(1, TELEPHONE_RATE), stream.timeBase);
		must(output.interleavedWriteFrameSync(packet), 'packet');
	});
	must(output.writeTrailerSync(), 'trailer');
	output.closeOutputSync();
	const bytes = readFileSync(file);
	rmSync(file);
	return bytes;
}

function openEncoder(
	name: string,
	channels: 1 | 2,
	kbps: number,
	settings: Record<string, number>
): CodecContext {
	const codec = Codec.findEncoderByName(name as FFEncoderCodec);
	if (!codec) throw new Error(`node-av has no encoder ${name}`);
	const context = new CodecContext();
	context.allocContext3(codec);
	context.sampleRate = TELEPHONE_RATE;
	context.channelLayout = layout(channels);
	context.sampleFormat = name === 'libopus' ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_S16P;
	context.timeBase = new Rational(1, TELEPHONE_RATE);
	context.bitRate = BigInt(kbps * 1000);
	// Not by a Dictionary: open2 consumes it and node-av frees it again.
	for (const [key, value] of Object.entries(settings))
		must(context.setOption(key, value, AV_OPT_TYPE_INT, AV_OPT_SEARCH_CHILDREN), key);
	must(context.open2Sync(codec, null), `open ${name}`);
	return context;
}

function encode(
	encoder: CodecContext,
	samples: Int16Array,
	channels: 1 | 2,
	take: (packet: Packet) => void
) {
	const packet = new Packet();
	packet.alloc();
	const drain = () => {
		while (encoder.receivePacketSync(packet) >= 0) {
			take(packet);
			packet.unref();
		}
	};
	const size = encoder.frameSize;
	const total = samples.length / channels;
	for (let at = 0; at < total; at += size) {
		const count = Math.min(size, total - at);
		const part = samples.subarray(at * channels, (at + count) * channels);
		const frame = Frame.fromAudioBuffer(arranged(part, channels, encoder.sampleFormat), {
			nbSamples: count,
			format: encoder.sampleFormat,
			sampleRate: TELEPHONE_RATE,
			channelLayout: layout(channels),
			timeBase: new Rational(1, TELEPHONE_RATE)
		});
		frame.pts = BigInt(at);
		must(encoder.sendFrameSync(frame), 'frame');
		frame.free();
		drain();
	}
	encoder.sendFrameSync(null);
	drain();
	packet.free();
}

/** The channels one after the other for a planar form, else as they are. */
function arranged(samples: Int16Array, channels: 1 | 2, format: number): Buffer {
	if (channels === 1 || format === AV_SAMPLE_FMT_S16)
		return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
	const count = samples.length / 2;
	const planes = new Int16Array(samples.length);
	for (let i = 0; i < count; i++) {
		planes[i] = samples[2 * i]!;
		planes[count + i] = samples[2 * i + 1]!;
	}
	return Buffer.from(planes.buffer);
}

const layout = (channels: 1 | 2) => ({
	nbChannels: channels,
	order: AV_CHANNEL_ORDER_NATIVE,
	mask: channels === 2 ? 3n : 4n
});

function must(result: number, step: string) {
	if (result < 0) throw new Error(`node-av: ${step} failed with ${result}`);
}
