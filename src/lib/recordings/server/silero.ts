/**
 * Silero VAD, version 6, its 8 kHz branch: sixteen streams side by side, one frame of 256 samples
 * (32 ms) per step. The weights are read from the npm package that ships them; the arithmetic is
 * held against onnxruntime by a test.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createMatrixKernel, LANES } from './matrix-kernel.ts';
import { onnxTensors } from './onnx-weights.ts';

export const FRAME_SAMPLES = 256;
export const weightsFile = () =>
	createRequire(import.meta.url).resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx');

const CONTEXT = 32;
const PADDED = CONTEXT + FRAME_SAMPLES + 32;
const BINS = 65;
const HIDDEN = 128;
const NO_FLOOR = -3.4e38;

export interface Silero {
	/** Writes a frame of a lane; samples in -1..1. */
	setFrame(lane: number, samples: Float32Array): void;
	/** Forgets what a lane has heard. */
	reset(lane: number): void;
	/** Probability of speech in the frames set, by lane; valid until the next step. */
	step(): Float32Array;
}

type Layer = { weights: number; bias: number; columns: number };

/** `plain` leaves out fused multiply-add, as a machine without it computes. */
export function loadSilero(plain = false): Silero {
	const kernel = createMatrixKernel(plain);
	const memory = kernel.floats;
	const tensors = new Map(
		onnxTensors(readFileSync(weightsFile()))
			.filter(({ path }) => path.startsWith('/else_branch'))
			.map((tensor) => [tensor.name.replace(/.*__/, ''), tensor])
	);
	const tensor = (name: string) => {
		const found = tensors.get(name);
		if (!found) throw new Error(`the weights have no ${name}`);
		return found;
	};

	let free = 1024;
	/** Byte offset of room for `count` floats, in whole cache lines. */
	const room = (count: number) => {
		const at = free;
		free += Math.ceil((count * 4) / 64) * 64;
		return at;
	};
	const put = (values: Float32Array, count = values.length) => {
		const at = room(count);
		memory.set(values, at / 4);
		return at;
	};
	/** A convolution's weights with its taps outermost, as the frames lie in memory. */
	const convolution = (name: string): Layer => {
		const { dims, values } = tensor(`${name}.weight`);
		const [rows, inputs, taps] = dims as [number, number, number];
		const turned = new Float32Array(values.length);
		for (let r = 0; r < rows; r++)
			for (let i = 0; i < inputs; i++)
				for (let t = 0; t < taps; t++)
					turned[(r * taps + t) * inputs + i] = values[(r * inputs + i) * taps + t]!;
		return {
			weights: put(turned),
			bias: put(tensor(`${name}.bias`).values),
			columns: inputs * taps
		};
	};

	const basis: Layer = {
		weights: put(tensor('stft.forward_basis_buffer').values, 132 * 128),
		bias: room(132),
		columns: 128
	};
	const encoder = [0, 1, 2, 3].map((i) => convolution(`encoder.${i}.reparam_conv`)) as [
		Layer, Layer, Layer, Layer
	]; // prettier-ignore
	const recurrent = joinedRecurrent(tensor, put);
	const outWeights = tensor('decoder.decoder.2.weight').values;
	const outBias = tensor('decoder.decoder.2.bias').values[0]!;

	const input = room(PADDED * LANES);
	const spectrum = room(132 * LANES);
	// One empty time step before and after each layer's input is its zero padding.
	const magnitudes = room(BINS * LANES * 6);
	const first = room(128 * LANES * 6);
	const second = room(64 * LANES * 4);
	const third = room(64 * LANES * 3);
	const joined = room(2 * HIDDEN * LANES);
	const gates = room(4 * HIDDEN * LANES);
	const cell = new Float32Array(HIDDEN * LANES);
	const hidden = joined / 4 + HIDDEN * LANES;
	const probabilities = new Float32Array(LANES);

	const run = (layer: Layer, from: number, to: number, rows: number, floor: number) =>
		kernel.multiply(layer.weights, from, to, rows, layer.columns, layer.bias, floor);

	function spectra() {
		const at = input / 4;
		for (let i = 0; i < 32; i++)
			memory.copyWithin(at + (288 + i) * LANES, at + (286 - i) * LANES, at + (287 - i) * LANES);
		const bins = BINS * LANES;
		for (let t = 0; t < 4; t++) {
			run(basis, input + t * 64 * LANES * 4, spectrum, 132, NO_FLOOR);
			const from = spectrum / 4;
			const to = magnitudes / 4 + (t + 1) * bins;
			for (let i = 0; i < bins; i++) {
				const re = memory[from + i]!;
				const im = memory[from + bins + i]!;
				memory[to + i] = Math.sqrt(re * re + im * im);
			}
		}
	}

	function encode() {
		for (let t = 0; t < 4; t++)
			run(encoder[0], magnitudes + t * BINS * LANES * 4, first + (t + 1) * 128 * LANES * 4, 128, 0);
		for (let t = 0; t < 2; t++)
			run(encoder[1], first + t * 2 * 128 * LANES * 4, second + (t + 1) * 64 * LANES * 4, 64, 0);
		run(encoder[2], second, third + 64 * LANES * 4, 64, 0);
		run(encoder[3], third, joined, 128, 0);
	}

	function remember() {
		run(recurrent, joined, gates, 4 * HIDDEN, NO_FLOOR);
		const g = gates / 4;
		const width = HIDDEN * LANES;
		probabilities.fill(outBias);
		for (let unit = 0; unit < HIDDEN; unit++)
			for (let lane = 0; lane < LANES; lane++) {
				const i = unit * LANES + lane;
				const kept = sigmoid(memory[g + width + i]!) * cell[i]!;
				const state = kept + sigmoid(memory[g + i]!) * Math.tanh(memory[g + 2 * width + i]!);
				cell[i] = state;
				const out = sigmoid(memory[g + 3 * width + i]!) * Math.tanh(state);
				memory[hidden + i] = out;
				if (out > 0) probabilities[lane] = probabilities[lane]! + outWeights[unit]! * out;
			}
		for (let lane = 0; lane < LANES; lane++) probabilities[lane] = sigmoid(probabilities[lane]!);
	}

	return {
		setFrame(lane, samples) {
			let at = input / 4 + CONTEXT * LANES + lane;
			for (let i = 0; i < FRAME_SAMPLES; i++, at += LANES) memory[at] = samples[i]!;
		},
		reset(lane) {
			for (let unit = 0; unit < HIDDEN; unit++) {
				cell[unit * LANES + lane] = 0;
				memory[hidden + unit * LANES + lane] = 0;
			}
			for (let i = 0; i < CONTEXT; i++) memory[input / 4 + i * LANES + lane] = 0;
		},
		step() {
			spectra();
			encode();
			remember();
			const at = input / 4;
			memory.copyWithin(at, at + FRAME_SAMPLES * LANES, at + (FRAME_SAMPLES + CONTEXT) * LANES);
			return probabilities;
		}
	};
}

/** Both matrices of the recurrent layer side by side, so that one multiplication does for input and memory. */
function joinedRecurrent(
	tensor: (name: string) => { values: Float32Array },
	put: (values: Float32Array) => number
): Layer {
	const name = 'decoder.rnn';
	const [fromInput, fromHidden] = [
		tensor(`${name}.weight_ih`).values,
		tensor(`${name}.weight_hh`).values
	];
	const weights = new Float32Array(fromInput.length * 2);
	for (let row = 0; row < 4 * HIDDEN; row++) {
		weights.set(fromInput.subarray(row * HIDDEN, (row + 1) * HIDDEN), row * 2 * HIDDEN);
		weights.set(fromHidden.subarray(row * HIDDEN, (row + 1) * HIDDEN), (row * 2 + 1) * HIDDEN);
	}
	const more = tensor(`${name}.bias_hh`).values;
	const bias = tensor(`${name}.bias_ih`).values.map((value, i) => value + more[i]!);
	return { weights: put(weights), bias: put(bias), columns: 2 * HIDDEN };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
