/** Down to the telephone's 8,000 samples a second and 3.4 kHz. */
export const TELEPHONE_RATE = 8000;
const CUTOFF_HZ = 3400;
/** Half the width of the low-pass window, in input samples. */
const HALF = 32;

/** Windowed-sinc interpolation; the result keeps the input's level. */
export function toTelephone(input: Int16Array, rate: number): Float32Array {
	const step = rate / TELEPHONE_RATE;
	const output = new Float32Array(Math.floor(input.length / step));
	const table = lowPass(rate);
	for (let i = 0; i < output.length; i++) {
		const centre = i * step;
		const first = Math.ceil(centre - HALF);
		let sum = 0;
		for (let at = first; at < centre + HALF; at++)
			sum += (input[at] ?? 0) * table[Math.round(Math.abs(at - centre) * RESOLUTION)]!;
		output[i] = sum;
	}
	return output;
}

const RESOLUTION = 256;

/** Right half of the filter, `RESOLUTION` points an input sample, area 1. */
function lowPass(rate: number): Float32Array {
	const share = (2 * CUTOFF_HZ) / rate;
	const table = new Float32Array(HALF * RESOLUTION + 1);
	for (let i = 0; i < table.length; i++) {
		const x = i / RESOLUTION;
		const sinc = x === 0 ? share : Math.sin(Math.PI * share * x) / (Math.PI * x);
		const window = 0.54 + 0.46 * Math.cos((Math.PI * x) / HALF);
		table[i] = sinc * window;
	}
	return table;
}
