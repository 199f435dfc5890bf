/**
 * Just enough of a WebAssembly assembler for the two kernels: functions over one memory, with
 * 128-bit vectors. A kernel is written as nested lists of these instructions and assembled when
 * first used, so that its source is all there is of it.
 */
export type Code = number | readonly Code[];
type ValueType = 'i32' | 'f32' | 'v128';

export interface WasmFunction {
	name: string;
	params: readonly ValueType[];
	locals: readonly ValueType[];
	body: Code;
}

const types: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
	const out: number[] = [];
	for (; value > 127; value = Math.floor(value / 128)) out.push((value & 127) | 128);
	return [...out, value];
}

function signed(value: number): number[] {
	const out: number[] = [];
	for (;;) {
		const low = value & 127;
		value >>= 7;
		if ((value === 0 && !(low & 64)) || (value === -1 && low & 64)) return [...out, low];
		out.push(low | 128);
	}
}

const vector = (opcode: number, ...operands: Code[]): Code => [0xfd, unsigned(opcode), operands];
const memory = (align: number, offset: number): Code => [align, unsigned(offset)];

export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];
export const tee = (local: number, value: Code): Code => [value, 0x22, unsigned(local)];
export const constant = (value: number): Code => [0x41, signed(value)];
export const add = (a: Code, b: Code): Code => [a, b, 0x6a];
export const subtract = (a: Code, b: Code): Code => [a, b, 0x6b];
export const shiftLeft = (a: Code, bits: number): Code => [a, constant(bits), 0x74];
export const atLeast = (a: Code, b: Code): Code => [a, b, 0x4f];
export const isZero = (a: Code): Code => [a, 0x45];
export const block = (...body: Code[]): Code => [0x02, 0x40, body, 0x0b];
export const loop = (...body: Code[]): Code => [0x03, 0x40, body, 0x0b];
export const branch = (depth: number): Code => [0x0c, depth];
export const branchIf = (depth: number, condition: Code): Code => [condition, 0x0d, depth];

export const load = (at: Code, offset = 0): Code => [at, vector(0x00, memory(4, offset))];
export const store = (at: Code, value: Code, offset = 0): Code => [
	at,
	value,
	vector(0x0b, memory(4, offset))
];
export const loadSplat32 = (at: Code, offset = 0): Code => [at, vector(0x09, memory(2, offset))];
export const storeLane16 = (at: Code, value: Code, lane: number, offset = 0): Code => [
	at,
	value,
	vector(0x59, memory(1, offset), lane)
];
/** The vector turned by `bytes`: byte i becomes byte i + bytes. */
export const rotate = (value: Code, bytes: number): Code => [
	value,
	value,
	vector(0x0d, ...Array.from({ length: 16 }, (_, i) => (i + bytes) % 16))
];
export const min16 = (a: Code, b: Code): Code => [a, b, vector(0x96)];
export const max16 = (a: Code, b: Code): Code => [a, b, vector(0x98)];
export const splatFloat = (a: Code): Code => [a, vector(0x13)];
export const addFloat = (a: Code, b: Code): Code => [a, b, vector(0xe4)];
export const multiplyFloat = (a: Code, b: Code): Code => [a, b, vector(0xe6)];
export const maxFloat = (a: Code, b: Code): Code => [a, b, vector(0xe9)];
/** a · b + c in one rounding where the machine can (relaxed SIMD). */
export const multiplyAddFloat = (a: Code, b: Code, c: Code): Code => [a, b, c, vector(0x105)];

const section = (id: number, body: number[]) => [id, ...unsigned(body.length), ...body];
const list = (items: number[][]) => [...unsigned(items.length), ...items.flat()];
const text = (name: string) => list([...new TextEncoder().encode(name)].map((byte) => [byte]));

/** The module: the functions by name, and its memory of `pages` × 64 KiB as `memory`. */
export function assemble(
	functions: readonly WasmFunction[],
	pages: number
): Uint8Array<ArrayBuffer> {
	const signatures = functions.map(({ params }) => [
		0x60,
		...list(params.map((p) => [types[p]])),
		0
	]);
	const exported = functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]);
	const bodies = functions.map(({ locals, body }) => {
		const code = [...list(locals.map((type) => [1, types[type]])), ...flat(body), 0x0b];
		return [...unsigned(code.length), ...code];
	});
	return Uint8Array.from([
		...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
		...section(1, list(signatures)),
		...section(3, list(functions.map((_, i) => unsigned(i)))),
		...section(5, [1, 0, ...unsigned(pages)]),
		...section(7, list([[...text('memory'), 2, 0], ...exported])),
		...section(10, list(bodies))
	]);
}

const flat = (code: Code): number[] => (typeof code === 'number' ? [code] : code.flatMap(flat));
