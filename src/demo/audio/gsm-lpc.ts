/** Short-term prediction of GSM 06.10: reflection coefficients and their log-area codes. */
export interface Quantised {
	/** What is sent. */
	codes: number[];
	widths: readonly number[];
	/** Log-area ratios as the decoder will read them. */
	ratios: number[];
}

const widths = [6, 6, 5, 5, 4, 4, 3, 3] as const;
const slope = [20, 20, 20, 20, 13.637, 15, 8.334, 8.824];
const offset = [0, 0, 4, -5, 0.184, -3.5, -0.666, -2.235];
const lowest = [-32, -32, -16, -16, -8, -8, -4, -4];

/** Eight reflection coefficients of a frame, by the Schur recursion; all zero for silence. */
export function reflections(signal: Float64Array): number[] {
	const correlation = Array.from({ length: 9 }, (_, lag) => {
		let sum = 0;
		for (let i = lag; i < signal.length; i++) sum += signal[i]! * signal[i - lag]!;
		return sum;
	});
	const result = new Array<number>(8).fill(0);
	if (correlation[0]! < 1) return result;
	const p = [...correlation];
	const k = [...correlation];
	for (let n = 0; n < 8; n++) {
		if (p[0]! <= 0 || Math.abs(p[1]!) > p[0]!) return result;
		const r = -p[1]! / p[0]!;
		result[n] = r;
		p[0]! += p[1]! * r;
		for (let m = 1; m < 8 - n; m++) {
			const next = p[m + 1]!;
			const cross = k[m]!;
			p[m] = next + cross * r;
			k[m] = cross + next * r;
		}
	}
	return result;
}

export function quantised(coefficients: number[]): Quantised {
	const codes = coefficients.map((r, i) => {
		const value = Math.round(slope[i]! * logArea(r) + offset[i]!);
		const low = lowest[i]!;
		return Math.max(low, Math.min(-low - 1, value)) - low;
	});
	const ratios = codes.map((code, i) => (code + lowest[i]! - offset[i]!) / slope[i]!);
	return { codes, widths, ratios };
}

/** Stretches of a frame with the coefficients that hold in them, from the last frame's ratios to this one's. */
export function smoothed(last: Quantised, now: Quantised): [number, number, number[]][] {
	const mixed = (share: number) =>
		now.ratios.map((ratio, i) => reflection(share * ratio + (1 - share) * last.ratios[i]!));
	return [
		[0, 13, mixed(0.25)],
		[13, 27, mixed(0.5)],
		[27, 40, mixed(0.75)],
		[40, 160, mixed(1)]
	];
}

function logArea(r: number): number {
	const size = Math.abs(r);
	const area = size < 0.675 ? size : size < 0.95 ? 2 * size - 0.675 : 8 * size - 6.375;
	return Math.sign(r) * area;
}

function reflection(ratio: number): number {
	const size = Math.abs(ratio);
	const value = size < 0.675 ? size : size < 1.225 ? 0.5 * size + 0.3375 : 0.125 * size + 0.796875;
	return Math.sign(ratio) * Math.min(value, 0.999);
}
