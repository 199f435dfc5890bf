import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { noise } from '../../../../tests/support/wav-bytes.ts';
import { LANES } from './matrix-kernel.ts';
import { FRAME_SAMPLES, loadSilero, weightsFile } from './silero.ts';

const FRAMES = 150;
const CONTEXT = 32;

/** Buzzes, hiss and pauses: enough to move every unit of the network. */
function sound(seed: number): Float32Array {
	const hiss = noise(FRAMES * FRAME_SAMPLES, seed);
	return Float32Array.from(hiss, (value, i) => {
		const t = i / 8000;
		const pitch = 120 + 30 * Math.sin(2 * Math.PI * 3 * t + seed);
		let buzz = 0;
		for (let k = 1; k < 12; k++) buzz += Math.sin(2 * Math.PI * pitch * k * t) / k;
		const open = Math.sin(2 * Math.PI * 2 * t) > -0.3 ? 1 : 0;
		return 0.15 * open * buzz + (0.02 * value) / 32_768;
	});
}

/** The same network under onnxruntime, one stream, state carried along. */
async function reference(samples: Float32Array): Promise<number[]> {
	ort.env.wasm.numThreads = 1;
	const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(weightsFile())));
	const sr = new ort.Tensor('int64', BigInt64Array.of(8000n), []);
	let state = new ort.Tensor('float32', new Float32Array(256), [2, 1, 128]);
	const window = new Float32Array(CONTEXT + FRAME_SAMPLES);
	const out: number[] = [];
	for (let f = 0; f < FRAMES; f++) {
		window.copyWithin(0, FRAME_SAMPLES);
		window.set(samples.subarray(f * FRAME_SAMPLES, (f + 1) * FRAME_SAMPLES), CONTEXT);
		const input = new ort.Tensor('float32', window, [1, window.length]);
		const result = await session.run({ input, state, sr });
		state = result.stateN as typeof state;
		out.push(Number(result.output!.data[0]));
	}
	return out;
}

describe('Silero in own arithmetic', () => {
	it('gives the probabilities of onnxruntime in every lane, with and without fused multiply-add', async () => {
		const sounds = Array.from({ length: 3 }, (_, i) => sound(i + 1));
		const expected: number[][] = [];
		for (const samples of sounds) expected.push(await reference(samples));
		// The sound must reach both sides of the decision, or the comparison says little.
		expect(Math.max(...expected.flat())).toBeGreaterThan(0.5);
		expect(Math.min(...expected.flat())).toBeLessThan(0.1);
		for (const plain of [false, true]) {
			const model = loadSilero(plain);
			let largest = 0;
			for (let f = 0; f < FRAMES; f++) {
				for (let lane = 0; lane < LANES; lane++) {
					const samples = sounds[lane % 3]!;
					model.setFrame(lane, samples.subarray(f * FRAME_SAMPLES, (f + 1) * FRAME_SAMPLES));
				}
				model.step().forEach((probability, lane) => {
					largest = Math.max(largest, Math.abs(probability - expected[lane % 3]![f]!));
				});
			}
			expect(largest).toBeLessThan(1e-4);
		}
	});

	it('forgets a lane on reset and leaves the others alone', () => {
		const model = loadSilero();
		const samples = sound(4);
		const frame = (f: number) => samples.subarray(f * FRAME_SAMPLES, (f + 1) * FRAME_SAMPLES);
		const step = (f: number) => {
			for (let lane = 0; lane < LANES; lane++) model.setFrame(lane, frame(f));
			return Float32Array.from(model.step());
		};
		const first = step(0);
		for (let f = 1; f < 40; f++) step(f);
		model.reset(3);
		const after = step(0);
		expect(after[3]).toBeCloseTo(first[3]!, 6);
		expect(Math.abs(after[2]! - first[2]!)).toBeGreaterThan(1e-4);
	});
});
