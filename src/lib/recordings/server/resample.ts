/** Any rate to 8 kHz by a windowed-sinc filter, one channel, chunk by chunk; no delay in the result. */
const ZERO_CROSSINGS = 8;
export const TARGET_RATE = 8000;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

export class Resampler {
	readonly #up: number;
	readonly #down: number;
	readonly #half: number;
	/** One filter per position of an output sample between two input samples. */
	readonly #phases: Float32Array[];
	/** Input not yet done with; its first sample is number `#base` of the stream. */
	#input = new Float32Array(1 << 12);
	#length = 0;
	#base = 0;
	#next = 0;

	constructor(rate: number) {
		const common = gcd(rate, TARGET_RATE);
		this.#up = TARGET_RATE / common;
		this.#down = rate / common;
		const cutoff = Math.min(1, TARGET_RATE / rate) * 0.95;
		this.#half = Math.ceil(ZERO_CROSSINGS / cutoff);
		this.#phases = Array.from({ length: this.#up }, (_, p) => this.#filter(p / this.#up, cutoff));
		// The filter reaches back before the first sample: silence.
		this.#length = this.#half;
		this.#base = -this.#half;
	}

	/** Appends input and gives every output sample that it completes. */
	push(samples: Float32Array): Float32Array {
		this.#append(samples);
		const known = this.#base + this.#length;
		const last = Math.floor(((known - this.#half) * this.#up - 1) / this.#down);
		return this.#emit(last);
	}

	/** The rest, as if silence followed. */
	finish(): Float32Array {
		const total = this.#base + this.#length;
		this.#append(new Float32Array(this.#half + 1));
		return this.#emit(Math.ceil((total * this.#up) / this.#down) - 1);
	}

	#emit(last: number): Float32Array {
		const out = new Float32Array(Math.max(0, last - this.#next + 1));
		// Fields are read once: this loop is all the time that resampling takes.
		const input = this.#input;
		const [up, down, phases] = [this.#up, this.#down, this.#phases];
		const shift = 1 - this.#half - this.#base;
		const length = 2 * this.#half;
		for (let i = 0; i < out.length; i++) {
			const position = (this.#next + i) * down;
			const taps = phases[position % up]!;
			const from = Math.floor(position / up) + shift;
			let even = 0;
			let odd = 0;
			for (let k = 0; k < length; k += 2) {
				even += taps[k]! * input[from + k]!;
				odd += taps[k + 1]! * input[from + k + 1]!;
			}
			out[i] = even + odd;
		}
		this.#next += out.length;
		this.#drop(Math.floor((this.#next * this.#down) / this.#up) - this.#half + 1);
		return out;
	}

	#filter(offset: number, cutoff: number): Float32Array {
		const taps = Float32Array.from({ length: 2 * this.#half }, (_, k) => {
			const x = k - this.#half + 1 - offset;
			const sinc = x === 0 ? 1 : Math.sin(Math.PI * x * cutoff) / (Math.PI * x * cutoff);
			return sinc * cutoff * (0.5 + 0.5 * Math.cos((Math.PI * x) / (this.#half + 1)));
		});
		const sum = taps.reduce((a, b) => a + b, 0);
		return taps.map((tap) => tap / sum);
	}

	#append(samples: Float32Array) {
		if (this.#length + samples.length > this.#input.length) {
			const larger = new Float32Array((this.#length + samples.length) * 2);
			larger.set(this.#input.subarray(0, this.#length));
			this.#input = larger;
		}
		this.#input.set(samples, this.#length);
		this.#length += samples.length;
	}

	#drop(before: number) {
		const done = before - this.#base;
		if (done <= 0) return;
		this.#input.copyWithin(0, done, this.#length);
		this.#length -= done;
		this.#base = before;
	}
}
