/** Reads the named float tensors of an ONNX file: initializers and constants, in subgraphs too. A protobuf reader of exactly that much. */
export interface Tensor {
	/** The subgraph it lies in, as `/else_branch`; empty for the main graph. */
	path: string;
	name: string;
	dims: number[];
	values: Float32Array;
}

/** A field: number, and either a value or the span of its bytes. */
type Field = { id: number; value: number; from: number; to: number };

const FLOAT = 1;

/** Throws RangeError on bytes that are no protobuf. */
export function onnxTensors(file: Uint8Array): Tensor[] {
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
	const tensors: Tensor[] = [];

	function graph(span: Field, path: string) {
		for (const field of fields(bytes, span.from, span.to)) {
			if (field.id === 1) node(field, path);
			if (field.id === 5) tensor(field, path, '');
		}
	}

	function node(span: Field, path: string) {
		const attributes: Field[] = [];
		let output = '';
		for (const field of fields(bytes, span.from, span.to)) {
			if (field.id === 2) output ||= text(bytes, field);
			if (field.id === 5) attributes.push(field);
		}
		for (const attribute of attributes) {
			let name = '';
			for (const field of fields(bytes, attribute.from, attribute.to)) {
				if (field.id === 1) name = text(bytes, field);
				if (field.id === 5) tensor(field, path, output);
				if (field.id === 6) graph(field, `${path}/${name}`);
			}
		}
	}

	function tensor(span: Field, path: string, fallback: string) {
		let name = fallback;
		let type = 0;
		let data: Field | undefined;
		const dims: number[] = [];
		for (const field of fields(bytes, span.from, span.to)) {
			if (field.id === 1) dims.push(...numbers(bytes, field));
			if (field.id === 2) type = field.value;
			if (field.id === 8) name = text(bytes, field) || fallback;
			if (field.id === 4 || field.id === 9) data = field;
		}
		if (type !== FLOAT || !data) return;
		const own = new Uint8Array(bytes.subarray(data.from, data.to));
		tensors.push({ path, name, dims, values: new Float32Array(own.buffer) });
	}

	for (const field of fields(bytes, 0, bytes.length)) if (field.id === 7) graph(field, '');
	return tensors;
}

function* fields(bytes: Buffer, from: number, to: number): Generator<Field> {
	let at = from;
	const varint = () => {
		let value = 0;
		for (let scale = 1; ; scale *= 128) {
			if (at >= to) throw new RangeError('protobuf ends inside a number');
			const byte = bytes[at++]!;
			value += (byte & 127) * scale;
			if (byte < 128) return value;
		}
	};
	while (at < to) {
		const tag = varint();
		const id = Math.floor(tag / 8);
		const wire = tag % 8;
		if (wire === 0) {
			yield { id, value: varint(), from: at, to: at };
			continue;
		}
		const length = wire === 2 ? varint() : wire === 5 ? 4 : wire === 1 ? 8 : -1;
		if (length < 0 || at + length > to) throw new RangeError('not a protobuf file');
		yield { id, value: 0, from: at, to: at + length };
		at += length;
	}
}

const text = (bytes: Buffer, span: Field) => bytes.toString('utf8', span.from, span.to);

/** A repeated number is one field each, or packed into one. */
function numbers(bytes: Buffer, field: Field): number[] {
	if (field.from === field.to) return [field.value];
	const out: number[] = [];
	for (let at = field.from; at < field.to;) {
		let value = 0;
		for (let scale = 1, byte = 128; byte >= 128; scale *= 128) {
			byte = bytes[at++]!;
			value += (byte & 127) * scale;
		}
		out.push(value);
	}
	return out;
}
