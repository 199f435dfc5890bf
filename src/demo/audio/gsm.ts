/**
 * GSM 06.10 full rate, encoding only, as Asterisk's wav49 files hold it: two frames of 160
 * samples in 65 bytes. Written after ETSI EN 300 961 in floating point: the stream is what any
 * decoder reads, without being bit for bit the reference encoder's.
 */
import { BitWriter } from './gsm-bits.ts';
import { reflections, quantised, smoothed, type Quantised } from './gsm-lpc.ts';

const FRAME = 160;
const SUBFRAME = 40;
const gains = [0.1, 0.35, 0.65, 1];
const weights = [-134, -374, 0, 2054, 5741, 8192, 5741, 2054, 0, -374, -134].map((w) => w / 8192);
/** APCM decoding factors by mantissa. */
const factors = [18431, 20479, 22527, 24575, 26623, 28671, 30719, 32767];

/** Whole frame pairs; the last pair is filled with silence. */
export function encodeGsm(samples: Int16Array): Uint8Array {
	const pairs = Math.ceil(samples.length / (2 * FRAME));
	const encoder = new Encoder();
	const bits = new BitWriter(pairs * 65);
	for (let frame = 0; frame < pairs * 2; frame++)
		encoder.frame(samples.subarray(frame * FRAME, (frame + 1) * FRAME), bits);
	return bits.bytes;
}

class Encoder {
	private lastIn = 0;
	private lastOut = 0;
	private lastEmphasised = 0;
	private previous: Quantised | undefined;
	private readonly lattice = new Float64Array(8);
	/** The last 120 reconstructed residual samples, then the current subframe. */
	private readonly past = new Float64Array(120 + SUBFRAME);

	frame(input: Int16Array, bits: BitWriter) {
		const signal = this.preprocess(input);
		const lpc = quantised(reflections(signal));
		lpc.codes.forEach((code, i) => bits.put(code, lpc.widths[i]!));
		const residual = this.analyse(signal, lpc);
		for (let at = 0; at < FRAME; at += SUBFRAME)
			this.subframe(residual.subarray(at, at + SUBFRAME), bits);
	}

	/** Offset compensation and pre-emphasis, at half the scale of the input. */
	private preprocess(input: Int16Array): Float64Array {
		const signal = new Float64Array(FRAME);
		for (let i = 0; i < FRAME; i++) {
			const sample = (input[i] ?? 0) / 2;
			const level = sample - this.lastIn + 0.999 * this.lastOut;
			this.lastIn = sample;
			this.lastOut = level;
			signal[i] = level - 0.86 * this.lastEmphasised;
			this.lastEmphasised = level;
		}
		return signal;
	}

	/** The short-term residual, by a lattice whose coefficients glide from the last frame's. */
	private analyse(signal: Float64Array, lpc: Quantised): Float64Array {
		const residual = new Float64Array(FRAME);
		for (const [from, to, coefficients] of smoothed(this.previous ?? lpc, lpc))
			for (let i = from; i < to; i++) {
				let forward = signal[i]!;
				let carried = forward;
				for (let stage = 0; stage < 8; stage++) {
					const backward = this.lattice[stage]!;
					this.lattice[stage] = carried;
					carried = backward + coefficients[stage]! * forward;
					forward += coefficients[stage]! * backward;
				}
				residual[i] = forward;
			}
		this.previous = lpc;
		return residual;
	}

	private subframe(residual: Float64Array, bits: BitWriter) {
		const { lag, gain } = this.predict(residual);
		const from = 120 - lag;
		const rest = residual.map((value, i) => value - gains[gain]! * this.past[from + i]!);
		const { grid, maximum, pulses, decoded } = excite(rest);
		bits.put(lag, 7).put(gain, 2).put(grid, 2).put(maximum, 6);
		for (const pulse of pulses) bits.put(pulse, 3);
		for (let i = 0; i < SUBFRAME; i++)
			this.past[120 + i] = decoded[i]! + gains[gain]! * this.past[from + i]!;
		this.past.copyWithin(0, SUBFRAME);
	}

	/** Lag 40 to 120 and gain code that best repeat the past. */
	private predict(residual: Float64Array): { lag: number; gain: number } {
		let best = 0;
		let lag = 40;
		for (let candidate = 40; candidate <= 120; candidate++) {
			const match = dot(residual, this.past, 120 - candidate);
			if (match > best) [best, lag] = [match, candidate];
		}
		const past = this.past.subarray(120 - lag, 120 - lag + SUBFRAME);
		const ratio = best / Math.max(dot(past, past, 0), 1);
		return { lag, gain: ratio <= 0.2 ? 0 : ratio <= 0.5 ? 1 : ratio <= 0.8 ? 2 : 3 };
	}
}

/** Regular pulse excitation: every third sample of the weighted rest, on the loudest of four grids. */
function excite(rest: Float64Array) {
	const weighted = rest.map((_, k) =>
		weights.reduce((sum, weight, i) => sum + weight * (rest[k + 5 - i] ?? 0), 0)
	);
	const grids = [0, 1, 2, 3].map((grid) =>
		Array.from({ length: 13 }, (_, i) => weighted[grid + 3 * i]!)
	);
	const energy = grids.map((pulses) => pulses.reduce((sum, pulse) => sum + pulse * pulse, 0));
	const grid = energy.indexOf(Math.max(...energy));
	const { maximum, step } = blockMaximum(Math.max(...grids[grid]!.map(Math.abs)));
	const pulses = grids[grid]!.map((pulse) =>
		Math.max(0, Math.min(7, Math.round((pulse / step + 7) / 2)))
	);
	const decoded = new Float64Array(SUBFRAME);
	pulses.forEach((pulse, i) => (decoded[grid + 3 * i] = (2 * pulse - 7) * step));
	return { grid, maximum, pulses, decoded };
}

/** Six-bit logarithmic code of the largest pulse, and the quantiser's half step. */
function blockMaximum(largest: number): { maximum: number; step: number } {
	const whole = Math.min(32_767, Math.floor(largest));
	let exponent = 0;
	while (exponent < 6 && whole >> (9 + exponent) > 0) exponent++;
	const maximum = (whole >> (exponent + 5)) + (exponent << 3);
	let shift = maximum > 15 ? (maximum >> 3) - 1 : 0;
	let mantissa = maximum - (shift << 3);
	if (mantissa === 0) [shift, mantissa] = [-4, 7];
	else {
		for (; mantissa <= 7; shift--) mantissa = (mantissa << 1) | 1;
		mantissa -= 8;
	}
	return { maximum, step: factors[mantissa]! / 8 / 2 ** (6 - shift) };
}

function dot(a: Float64Array, b: Float64Array, from: number): number {
	let sum = 0;
	for (let i = 0; i < SUBFRAME; i++) sum += a[i]! * b[from + i]!;
	return sum;
}
