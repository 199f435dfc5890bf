/**
 * Minimum and maximum per pixel and channel of interleaved 16-bit samples, eight at a time.
 * Whole pixels go through the vector kernel where their bytes fill vectors (1, 2, 4 or 8 channels);
 * all else, and the ends of chunks, through the plain loop: the values are the same.
 */
import * as w from './wasm-assembler.ts';

const CHANNELS = [1, 2, 4, 8] as const;
const IN_BYTES = 1 << 19;
const PAGES = 32;
const [IN, OUT, COUNT, BYTES] = [w.get(0), w.get(1), w.get(2), w.get(3)];
const [MIN, MAX, VALUE, END] = [4, 5, 6, 7];

/** fold(in, out, pixels, bytes per pixel): min and max of each channel as int16 pairs. */
function fold(channels: (typeof CHANNELS)[number]): w.WasmFunction {
	const turns = [8, 4, 2].filter((bytes) => bytes >= channels * 2);
	return {
		name: `fold${channels}`,
		params: ['i32', 'i32', 'i32', 'i32'],
		locals: ['v128', 'v128', 'v128', 'i32'],
		body: w.block(
			w.loop(
				w.branchIf(1, w.isZero(COUNT)),
				w.set(MIN, w.load(IN)),
				w.set(MAX, w.get(MIN)),
				w.set(END, w.add(IN, BYTES)),
				w.set(0, w.add(IN, w.constant(16))),
				w.block(
					w.loop(
						w.branchIf(1, w.atLeast(IN, w.get(END))),
						w.set(VALUE, w.load(IN)),
						w.set(MIN, w.min16(w.get(MIN), w.get(VALUE))),
						w.set(MAX, w.max16(w.get(MAX), w.get(VALUE))),
						w.set(0, w.add(IN, w.constant(16))),
						w.branch(0)
					)
				),
				turns.map((bytes) => [
					w.set(MIN, w.min16(w.get(MIN), w.rotate(w.get(MIN), bytes))),
					w.set(MAX, w.max16(w.get(MAX), w.rotate(w.get(MAX), bytes)))
				]),
				Array.from({ length: channels }, (_, c) => [
					w.storeLane16(OUT, w.get(MIN), c, c * 4),
					w.storeLane16(OUT, w.get(MAX), c, c * 4 + 2)
				]),
				w.set(1, w.add(OUT, w.constant(channels * 4))),
				w.set(2, w.subtract(COUNT, w.constant(1))),
				w.branch(0)
			)
		)
	};
}

type Fold = (input: number, output: number, pixels: number, bytes: number) => void;
let kernel: { memory: WebAssembly.Memory; folds: Map<number, Fold> } | undefined;

function load() {
	const module = new WebAssembly.Module(assembledKernel());
	const { exports } = new WebAssembly.Instance(module);
	const folds = new Map(CHANNELS.map((c) => [c as number, exports[`fold${c}`] as Fold]));
	return { memory: exports.memory as WebAssembly.Memory, folds };
}

export const assembledKernel = () => w.assemble(CHANNELS.map(fold), PAGES);

/** Gathers peaks of one stream; chunks may end anywhere between frames. */
export class PeakFolder {
	readonly #channels: number;
	readonly #samplesPerPixel: number;
	readonly #vector: { memory: WebAssembly.Memory; fold: Fold } | undefined;
	#out = new Int16Array(1 << 14);
	#length = 0;
	/** The pixel begun at the end of the last chunk, and how many frames it has. */
	#open: Int16Array;
	#openFrames = 0;

	constructor(channels: number, samplesPerPixel: number) {
		this.#channels = channels;
		this.#samplesPerPixel = samplesPerPixel;
		this.#open = new Int16Array(channels * 2);
		const bytes = samplesPerPixel * channels * 2;
		if (bytes % 16 !== 0 || bytes > IN_BYTES) return;
		kernel ??= load();
		const found = kernel.folds.get(channels);
		if (found) this.#vector = { memory: kernel.memory, fold: found };
	}

	push(samples: Int16Array) {
		const perPixel = this.#samplesPerPixel * this.#channels;
		let at = 0;
		if (this.#openFrames > 0) at = this.#fill(samples, at);
		const pixels = Math.floor((samples.length - at) / perPixel);
		const end = at + pixels * perPixel;
		if (this.#vector) this.#foldWhole(samples.subarray(at, end), perPixel);
		else while (at < end) at = this.#fill(samples, at);
		if (end < samples.length) this.#fill(samples, end);
	}

	/** Pairs of min and max, channels interleaved; the last pixel may cover fewer samples. */
	finish(): Int16Array {
		if (this.#openFrames > 0) this.#closePixel();
		return this.#out.subarray(0, this.#length);
	}

	#foldWhole(samples: Int16Array, perPixel: number) {
		const { memory, fold: run } = this.#vector!;
		const step = Math.floor(IN_BYTES / 2 / perPixel) * perPixel;
		for (let at = 0; at < samples.length; at += step) {
			const part = samples.subarray(at, at + step);
			new Int16Array(memory.buffer, 0, part.length).set(part);
			const pixels = part.length / perPixel;
			run(0, IN_BYTES, pixels, perPixel * 2);
			this.#append(new Int16Array(memory.buffer, IN_BYTES, pixels * this.#channels * 2));
		}
	}

	/** Extends the open pixel by samples from `at`, closes it when full; returns where it stopped. */
	#fill(samples: Int16Array, at: number): number {
		const missing = (this.#samplesPerPixel - this.#openFrames) * this.#channels;
		const end = Math.min(samples.length, at + missing);
		for (let c = 0; c < this.#channels; c++) {
			let low = this.#openFrames ? this.#open[c * 2]! : 32_767;
			let high = this.#openFrames ? this.#open[c * 2 + 1]! : -32_768;
			for (let i = at + c; i < end; i += this.#channels) {
				const value = samples[i]!;
				if (value < low) low = value;
				if (value > high) high = value;
			}
			this.#open[c * 2] = low;
			this.#open[c * 2 + 1] = high;
		}
		this.#openFrames += (end - at) / this.#channels;
		if (this.#openFrames === this.#samplesPerPixel) this.#closePixel();
		return end;
	}

	#closePixel() {
		this.#append(this.#open);
		this.#openFrames = 0;
	}

	#append(values: Int16Array) {
		if (this.#length + values.length > this.#out.length) {
			const larger = new Int16Array((this.#length + values.length) * 2);
			larger.set(this.#out.subarray(0, this.#length));
			this.#out = larger;
		}
		this.#out.set(values, this.#length);
		this.#length += values.length;
	}
}
