/** Files of every form that the tests want, made from samples by the encoders inside node-av. */
import * as constants from 'node-av/constants';
import * as av from 'node-av/lib';

export interface Coding {
	encoder: string;
	/** Sample format that the encoder takes. */
	samples: 's16' | 's16p' | 'fltp';
	rate: number;
	channels: number;
	bitrate?: number;
	/** Encoder options by name. */
	options?: Record<string, string>;
	/** Muxer, where the name's ending does not tell. */
	format?: string;
}

const formats = {
	s16: constants.AV_SAMPLE_FMT_S16,
	s16p: constants.AV_SAMPLE_FMT_S16P,
	fltp: constants.AV_SAMPLE_FMT_FLTP
};

/** Encodes interleaved samples, already at the coding's rate and channels, into `file`. */
export function encodeSound(samples: Int16Array, file: string, coding: Coding) {
	const codec = av.Codec.findEncoderByName(coding.encoder as never);
	if (!codec) throw new Error(`no encoder ${coding.encoder}`);
	const context = new av.CodecContext();
	context.allocContext3(codec);
	context.sampleRate = coding.rate;
	context.sampleFormat = formats[coding.samples];
	context.channelLayout = av.avChannelLayoutDefault(coding.channels);
	context.timeBase = new av.Rational(1, coding.rate);
	if (coding.bitrate) context.bitRate = BigInt(coding.bitrate);
	const output = new av.FormatContext();
	must(output.allocOutputContext2(null, coding.format ?? null, file));
	// MP4, WebM and FLAC keep the codec's own header in the container's.
	if (!/\.(wav|g722)$/.test(file)) context.setFlags(constants.AV_CODEC_FLAG_GLOBAL_HEADER);
	// One by one: a dictionary handed to open2Sync is freed twice.
	for (const [name, value] of Object.entries(coding.options ?? {}))
		must(
			context.setOption(name, value, constants.AV_OPT_TYPE_STRING, constants.AV_OPT_SEARCH_CHILDREN)
		);
	must(context.open2Sync(codec, null));
	const stream = output.newStream(null);
	must(stream.codecpar.fromContext(context));
	must(output.openOutputSync());
	must(output.writeHeaderSync(null));

	const packet = new av.Packet();
	packet.alloc();
	const send = (frame: av.Frame | null) => {
		must(context.sendFrameSync(frame));
		while (context.receivePacketSync(packet) >= 0) {
			packet.streamIndex = stream.index;
			packet.rescaleTs(context.timeBase, stream.timeBase);
			must(output.interleavedWriteFrameSync(packet));
			packet.unref();
		}
	};
	const step = context.frameSize || 1024;
	for (let at = 0; at * coding.channels < samples.length; at += step) {
		const part = samples.subarray(at * coding.channels, (at + step) * coding.channels);
		const frame = av.Frame.fromAudioBuffer(planes(part, coding), {
			nbSamples: part.length / coding.channels,
			format: formats[coding.samples],
			sampleRate: coding.rate,
			channelLayout: context.channelLayout,
			timeBase: { num: 1, den: coding.rate },
			pts: BigInt(at)
		});
		send(frame);
		frame.free();
	}
	send(null);
	must(output.writeTrailerSync());
	output.closeOutputSync();
}

function planes(samples: Int16Array, { channels, samples: format }: Coding): Buffer {
	const count = samples.length / channels;
	const order = Int16Array.from(samples, (_, i) =>
		format === 's16' ? samples[i]! : samples[(i % count) * channels + Math.floor(i / count)]!
	);
	if (format !== 'fltp') return Buffer.from(order.buffer);
	return Buffer.from(Float32Array.from(order, (value) => value / 32_768).buffer);
}

function must(code: number) {
	if (code < 0) throw new Error(`encoding failed: ${code}`);
}
