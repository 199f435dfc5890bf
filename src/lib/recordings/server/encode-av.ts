/** Encoding by the FFmpeg inside node-av, low-level and synchronous as in decode-av.ts. */
import type * as lib from 'node-av/lib';
import type { CodedForm } from './copy-form.ts';
import { loadAv, type Av } from './decode-av.ts';
import type { CopyWriter } from './playback-copy.ts';

export async function openAvEncoder(
	file: string,
	coded: CodedForm,
	sampleRate: number,
	channels: number
): Promise<CopyWriter> {
	const av = await loadAv();
	const encoder = new Encoder(av, file, coded, channels);
	const change =
		coded.sampleRate === sampleRate
			? undefined
			: new RateChange(av, sampleRate, coded.sampleRate, channels);
	return {
		push: (samples) => encoder.push(change ? change.push(samples) : samples),
		async finish() {
			if (change) encoder.push(change.push(null));
			encoder.finish();
		},
		abandon: () => encoder.close()
	};
}

class Encoder {
	readonly #av: Av;
	readonly #channels: number;
	readonly #coded: CodedForm;
	readonly #output;
	readonly #context;
	readonly #stream;
	readonly #packet;
	readonly #planar: boolean;
	readonly #frameSamples: number;
	#kept = new Int16Array(0);
	#written = 0n;

	constructor(av: Av, file: string, coded: CodedForm, channels: number) {
		this.#av = av;
		this.#coded = coded;
		this.#channels = channels;
		this.#planar = coded.encoder === 'libmp3lame' && channels > 1;
		const codec = av.Codec.findEncoderByName(coded.encoder as never);
		if (!codec) throw new Error(`no encoder ${coded.encoder}`);
		this.#context = new av.CodecContext();
		this.#context.allocContext3(codec);
		this.#context.sampleRate = coded.sampleRate;
		this.#context.sampleFormat = this.#format;
		this.#context.channelLayout = av.avChannelLayoutDefault(channels);
		this.#context.timeBase = new av.Rational(1, coded.sampleRate);
		if (coded.bitrate) this.#context.bitRate = BigInt(coded.bitrate);
		this.#output = new av.FormatContext();
		must(this.#output.allocOutputContext2(null, coded.muxer, file), 'muxer');
		// Options one by one: a dictionary handed to open2Sync is freed twice.
		for (const [name, value] of Object.entries(coded.options))
			must(setOption(av, this.#context, name, value), name);
		must(this.#context.open2Sync(codec, null), 'encoder');
		this.#stream = this.#output.newStream(null);
		this.#stream.timeBase = new av.Rational(1, coded.sampleRate);
		must(this.#stream.codecpar.fromContext(this.#context), 'stream');
		must(this.#output.openOutputSync(), 'open');
		must(this.#output.writeHeaderSync(null), 'header');
		this.#packet = new av.Packet();
		this.#packet.alloc();
		this.#frameSamples = (this.#context.frameSize || 4096) * channels;
	}

	get #format() {
		if (this.#coded.encoder !== 'libmp3lame') return this.#av.AV_SAMPLE_FMT_S16;
		return this.#av.AV_SAMPLE_FMT_S16P;
	}

	push(samples: Int16Array) {
		const all = new Int16Array(this.#kept.length + samples.length);
		all.set(this.#kept);
		all.set(samples, this.#kept.length);
		let at = 0;
		for (; at + this.#frameSamples <= all.length; at += this.#frameSamples)
			this.#encode(all.subarray(at, at + this.#frameSamples));
		this.#kept = all.slice(at);
	}

	finish() {
		if (this.#kept.length) this.#encode(this.#kept);
		this.#context.sendFrameSync(null);
		this.#drain();
		must(this.#output.writeTrailerSync(), 'end of file');
		this.close();
	}

	close() {
		this.#output.closeOutputSync();
		this.#output.freeContext();
		this.#context.freeContext();
		this.#packet.free();
	}

	#encode(samples: Int16Array) {
		const count = samples.length / this.#channels;
		const planes = this.#planar ? planesOf(samples, this.#channels) : samples.slice();
		const frame = this.#av.Frame.fromAudioBuffer(Buffer.from(planes.buffer), {
			nbSamples: count,
			format: this.#format,
			sampleRate: this.#coded.sampleRate,
			channelLayout: this.#context.channelLayout,
			timeBase: { num: 1, den: this.#coded.sampleRate },
			pts: this.#written
		});
		this.#written += BigInt(count);
		must(this.#context.sendFrameSync(frame), 'encode');
		frame.free();
		this.#drain();
	}

	#drain() {
		while (this.#context.receivePacketSync(this.#packet) >= 0) {
			this.#packet.streamIndex = this.#stream.index;
			this.#packet.rescaleTs(this.#context.timeBase, this.#stream.timeBase);
			must(this.#output.interleavedWriteFrameSync(this.#packet), 'write');
			this.#packet.unref();
		}
	}
}

/** Another sample rate for forms that lack the original's. */
class RateChange {
	readonly #resampler;
	readonly #channels: number;
	readonly #factor: number;

	constructor(av: Av, from: number, to: number, channels: number) {
		const layout = av.avChannelLayoutDefault(channels);
		const s16 = av.AV_SAMPLE_FMT_S16;
		this.#channels = channels;
		this.#factor = to / from;
		this.#resampler = new av.SoftwareResampleContext();
		this.#resampler.allocSetOpts2(layout, s16, to, layout, s16, from);
		must(this.#resampler.init(), 'sample rate');
	}

	/** With null, what is left. */
	push(samples: Int16Array | null): Int16Array {
		const frames = samples ? samples.length / this.#channels : 0;
		const room = Math.ceil(frames * this.#factor) + 4096;
		const out = Buffer.alloc(room * this.#channels * 2);
		const input = samples && [Buffer.from(samples.slice().buffer)];
		const got = this.#resampler.convertSync([out], room, input, frames);
		must(got, 'sample rate');
		return new Int16Array(new Uint8Array(out.subarray(0, got * this.#channels * 2)).buffer);
	}
}

function planesOf(samples: Int16Array, channels: number): Int16Array<ArrayBuffer> {
	const count = samples.length / channels;
	const out = new Int16Array(samples.length);
	for (let c = 0; c < channels; c++)
		for (let i = 0; i < count; i++) out[c * count + i] = samples[i * channels + c]!;
	return out;
}

const setOption = (av: Av, context: lib.CodecContext, name: string, value: string) =>
	context.setOption(name, value, av.AV_OPT_TYPE_STRING, av.AV_OPT_SEARCH_CHILDREN);

function must(code: number, what: string) {
	if (code < 0) throw new Error(`playback copy: ${what}: error ${code}`);
}
