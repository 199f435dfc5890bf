/**
 * The one operation that a small network spends its time on: a matrix times sixteen vectors at
 * once, with bias and a floor (0 makes it a ReLU). Four rows by sixteen columns stay in registers.
 */
import * as w from './wasm-assembler.ts';

/** Vectors side by side in one multiplication. */
export const LANES = 16;

const ROWS = 4;
const COLUMNS = 4;
const VECTOR_BYTES = 16;
const LANE_BYTES = LANES * 4;
const PAGES = 96;

interface MatrixKernel {
	floats: Float32Array<ArrayBuffer>;
	/**
	 * out[row][lane] = max(floor, bias[row] + Σ weights[row][k] · x[k][lane]); all arguments are byte
	 * offsets, `rows` a multiple of 4.
	 */
	multiply(
		weights: number,
		x: number,
		out: number,
		rows: number,
		columns: number,
		bias: number,
		floor: number
	): void;
}

const [WEIGHTS, X, OUT, ROWS_LEFT, K, BIAS, FLOOR] = [0, 1, 2, 3, 4, 5, 6] as const;
const POINTERS = [7, 8, 9, 10] as const;
const [AT, LEFT, STRIDE, SPLAT, LEAST] = [11, 12, 13, 14, 15] as const;
const INPUTS = [16, 17, 18, 19] as const;
const sum = (row: number, column: number) => 20 + row * COLUMNS + column;

const each = (count: number, code: (i: number) => w.Code): w.Code =>
	Array.from({ length: count }, (_, i) => code(i));

function multiply(relaxed: boolean): w.WasmFunction {
	const accumulate = (a: w.Code, b: w.Code, c: w.Code) =>
		relaxed ? w.multiplyAddFloat(a, b, c) : w.addFloat(c, w.multiplyFloat(a, b));
	const startRows = each(ROWS, (r) => [
		w.set(SPLAT, w.loadSplat32(w.get(BIAS), r * 4)),
		each(COLUMNS, (c) => w.set(sum(r, c), w.get(SPLAT)))
	]);
	const oneColumnOfWeights = [
		each(COLUMNS, (c) => w.set(INPUTS[c]!, w.load(w.get(AT), c * VECTOR_BYTES))),
		each(ROWS, (r) => [
			w.set(SPLAT, w.loadSplat32(w.get(POINTERS[r]!))),
			each(COLUMNS, (c) =>
				w.set(sum(r, c), accumulate(w.get(SPLAT), w.get(INPUTS[c]!), w.get(sum(r, c))))
			),
			w.set(POINTERS[r]!, w.add(w.get(POINTERS[r]!), w.constant(4)))
		]),
		w.set(AT, w.add(w.get(AT), w.constant(LANE_BYTES))),
		w.branchIf(0, w.tee(LEFT, w.subtract(w.get(LEFT), w.constant(1))))
	];
	const writeRows = each(ROWS, (r) =>
		each(COLUMNS, (c) =>
			w.store(
				w.get(OUT),
				w.maxFloat(w.get(sum(r, c)), w.get(LEAST)),
				r * LANE_BYTES + c * VECTOR_BYTES
			)
		)
	);
	return {
		name: 'multiply',
		params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32'],
		locals: [
			...Array.from({ length: 7 }, () => 'i32' as const),
			...Array.from({ length: 2 + COLUMNS + ROWS * COLUMNS }, () => 'v128' as const)
		],
		body: [
			w.set(LEAST, w.splatFloat(w.get(FLOOR))),
			w.set(STRIDE, w.shiftLeft(w.get(K), 2)),
			w.block(
				w.loop(
					w.branchIf(1, w.isZero(w.get(ROWS_LEFT))),
					w.set(POINTERS[0], w.get(WEIGHTS)),
					each(ROWS - 1, (r) => w.set(POINTERS[r + 1]!, w.add(w.get(POINTERS[r]!), w.get(STRIDE)))),
					w.set(AT, w.get(X)),
					w.set(LEFT, w.get(K)),
					startRows,
					w.loop(oneColumnOfWeights),
					writeRows,
					w.set(OUT, w.add(w.get(OUT), w.constant(ROWS * LANE_BYTES))),
					w.set(BIAS, w.add(w.get(BIAS), w.constant(ROWS * 4))),
					w.set(WEIGHTS, w.add(w.get(WEIGHTS), w.shiftLeft(w.get(STRIDE), 2))),
					w.set(ROWS_LEFT, w.subtract(w.get(ROWS_LEFT), w.constant(ROWS))),
					w.branch(0)
				)
			)
		]
	};
}

/** A kernel with a memory of its own; with fused multiply-add where this machine has it, unless `plain`. */
export function createMatrixKernel(plain = false): MatrixKernel {
	const relaxed = w.assemble([multiply(true)], PAGES);
	const bytes =
		plain || !WebAssembly.validate(relaxed) ? w.assemble([multiply(false)], PAGES) : relaxed;
	const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
	return {
		floats: new Float32Array((exports.memory as WebAssembly.Memory).buffer),
		multiply: exports.multiply as MatrixKernel['multiply']
	};
}
