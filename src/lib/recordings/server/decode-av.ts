/**
 * Decoding by the FFmpeg inside node-av, through its low-level synchronous calls and a file path
 * (its asynchronous layer is several times slower, its streams have crashed). Runs in a child process only.
 */
import type * as constants from 'node-av/constants';
import type * as lib from 'node-av/lib';
import { demuxerFor } from './demuxers.ts';
import type { Inspection } from './detect.ts';
import { Undecodable, type Pcm } from './pcm.ts';

export type Av = typeof lib & typeof constants;

/** Samples gathered before they are handed on: frames of MP3 and Opus are small. */
const BATCH = 1 << 16;

export async function loadAv(): Promise<Av> {
	const [api, values] = await Promise.all([import('node-av/lib'), import('node-av/constants')]);
	api.Log.setLevel(values.AV_LOG_QUIET);
	return { ...api, ...values };
}

export async function openAv(file: string, found: Inspection): Promise<Pcm> {
	const av = await loadAv();
	const decoded = frames(av, file, demuxerFor(found));
	const first = decoded.next();
	if (first.done || typeof first.value !== 'object' || !('codec' in first.value))
		throw new Undecodable('no sound in it');
	return { ...first.value, chunks: decoded as Generator<Int16Array> };
}

type Head = Omit<Pcm, 'chunks'>;

/** Yields the form first, then the sound. Errors after the first sound end it: what was heard counts. */
function* frames(av: Av, file: string, demuxer: string): Generator<Head | Int16Array> {
	const input = new av.FormatContext();
	const context = new av.CodecContext();
	const packet = new av.Packet();
	const frame = new av.Frame();
	try {
		const stream = openStream(av, input, file, demuxer);
		const codec = av.Codec.findDecoder(stream.codecpar.codecId);
		if (!codec) throw new Undecodable('no decoder for it');
		context.allocContext3(codec);
		context.parametersToContext(stream.codecpar);
		context.pktTimebase = stream.timeBase;
		// Without this the encoder delay of MP3 is cut off and its length no longer counts whole frames.
		if (demuxer === 'mp3') context.setFlags2(av.AV_CODEC_FLAG2_SKIP_MANUAL);
		must(context.open2Sync(codec, null), 'decoder');
		packet.alloc();
		frame.alloc();
		let gather: Gather | undefined;
		const name = av.avGetCodecName(stream.codecpar.codecId) ?? 'unknown';
		for (let ended = false; !ended;) {
			ended = input.readFrameSync(packet) < 0;
			if (!ended && packet.streamIndex !== stream.index) {
				packet.unref();
				continue;
			}
			context.sendPacketSync(ended ? null : packet);
			packet.unref();
			while (context.receiveFrameSync(frame) >= 0) {
				if (!gather) {
					const head = { codec: name, sampleRate: frame.sampleRate, channels: frame.channels };
					gather = new Gather(av, head);
					yield head;
				}
				if (!gather.take(frame)) return yield* gather.rest();
				frame.unref();
				if (gather.full) yield* gather.rest();
			}
		}
		if (gather) yield* gather.rest();
	} finally {
		frame.free();
		packet.free();
		context.freeContext();
		input.closeInputSync();
	}
}

function openStream(
	av: Av,
	input: InstanceType<Av['FormatContext']>,
	file: string,
	demuxer: string
) {
	const format = av.InputFormat.findInputFormat(demuxer);
	must(input.openInputSync(`file:${file}`, format, null), 'open');
	must(input.findStreamInfoSync(null), 'form');
	const index = input.findBestStream(av.AVMEDIA_TYPE_AUDIO);
	const stream = index < 0 ? undefined : input.streams[index];
	if (!stream) throw new Undecodable('no sound stream in it');
	return stream;
}

/** Turns frames of any sample format into one run of 16-bit samples. */
class Gather {
	#av: Av;
	#head: Head;
	#samples = new Int16Array(BATCH * 2);
	#length = 0;
	#resampler: InstanceType<Av['SoftwareResampleContext']> | undefined;
	#out: lib.Frame | undefined;

	constructor(av: Av, head: Head) {
		this.#av = av;
		this.#head = head;
	}

	get full() {
		return this.#length >= BATCH;
	}

	*rest() {
		if (this.#length > 0) yield this.#samples.slice(0, this.#length);
		this.#length = 0;
	}

	/** False when the stream changes its form in mid-course: the rest is not decoded. */
	take(frame: lib.Frame): boolean {
		const { sampleRate, channels } = this.#head;
		if (frame.sampleRate !== sampleRate || frame.channels !== channels) return false;
		const packed =
			frame.format === this.#av.AV_SAMPLE_FMT_S16 ||
			(channels === 1 && frame.format === this.#av.AV_SAMPLE_FMT_S16P);
		const from = packed ? frame : this.#convert(frame);
		const plane = from?.data?.[0];
		if (!from || !plane) return false;
		const count = from.nbSamples * channels;
		if (this.#length + count > this.#samples.length) {
			const larger = new Int16Array((this.#length + count) * 2);
			larger.set(this.#samples);
			this.#samples = larger;
		}
		const bytes = new Uint8Array(this.#samples.buffer, this.#length * 2, count * 2);
		bytes.set(plane.subarray(0, count * 2));
		this.#length += count;
		return true;
	}

	#convert(frame: lib.Frame): lib.Frame | undefined {
		const s16 = this.#av.AV_SAMPLE_FMT_S16;
		// Two channels that the file gives no places (order 0) cannot be converted without some.
		if (frame.channelLayout.order === this.#av.AV_CHANNEL_ORDER_UNSPEC)
			frame.channelLayout = this.#av.avChannelLayoutDefault(this.#head.channels);
		if (!this.#resampler) {
			this.#resampler = new this.#av.SoftwareResampleContext();
			const { channelLayout: layout, sampleRate } = frame;
			const format = frame.format as constants.AVSampleFormat;
			this.#resampler.allocSetOpts2(layout, s16, sampleRate, layout, format, sampleRate);
			must(this.#resampler.init(), 'sample format');
			this.#out = new this.#av.Frame();
			this.#out.alloc();
		}
		const out = this.#out!;
		out.unref();
		out.format = s16;
		out.channelLayout = frame.channelLayout;
		out.sampleRate = frame.sampleRate;
		return this.#resampler.convertFrame(out, frame) < 0 ? undefined : out;
	}
}

function must(code: number, what: string) {
	if (code < 0) throw new Undecodable(`${what}: error ${code}`);
}
