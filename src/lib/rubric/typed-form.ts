/**
 * A form between its fields, which hold text, and its schema, which wants figures, yes or no, and
 * nothing where nothing is said. Led by the schema, so that a field added there is read and shown.
 *
 * Pure.
 */
import type * as v from 'valibot';
import { isKindName, kindOf } from './kinds/index.ts';

/** What fields hold: text, ticks, rows. */
export type Tree = string | boolean | Tree[] | { [key: string]: Tree };

/** The parts of a schema that its shape is read from. */
export interface Shape {
	type: string;
	entries?: Record<string, Shape>;
	item?: Shape;
	wrapped?: Shape;
	options?: Shape[];
	key?: string;
	literal?: unknown;
}

export const shapeOf = (schema: v.GenericSchema): Shape => schema;

/** The shape of a kind's config; of a kind that is none, of nothing. */
export const configShape = (kind: unknown): Shape =>
	isKindName(kind) ? shapeOf(kindOf(kind).config) : { type: 'strict_object', entries: {} };

/** Every field there is, with what `value` says for it; '' and no rows where it says nothing. */
export function filled(shape: Shape, value: unknown, kind?: unknown): Tree {
	switch (shape.type) {
		case 'optional':
			return filled(shape.wrapped!, value);
		case 'array':
			return Array.isArray(value) ? value.map((one) => filled(shape.item!, one)) : [];
		case 'strict_object':
		case 'variant':
		case 'union': {
			const entries = entriesOf(shape);
			if (Object.keys(entries).length === 0 && shape.type === 'union') return textOf(value);
			const given = isRecord(value) ? value : {};
			return Object.fromEntries(
				Object.entries(entries).map(([key, part]) => [key, filled(part, given[key], given.kind)])
			);
		}
		case 'unknown':
			return filled(configShape(kind), value);
		case 'boolean':
			return value === true || value === 'on';
		default:
			return textOf(value);
	}
}

/** What the fields say, as the schema would have it; figures that are none stay as typed. */
export function written(shape: Shape, tree: unknown, kind?: unknown): unknown {
	switch (shape.type) {
		case 'optional':
			return isBlank(tree) ? undefined : written(shape.wrapped!, tree);
		case 'array':
			return Array.isArray(tree) ? tree.map((one) => written(shape.item!, one)) : [];
		case 'strict_object': {
			const given = isRecord(tree) ? tree : {};
			const parts = Object.entries(shape.entries ?? {}).map(([key, part]): [string, unknown] => [
				key,
				written(part, given[key], given.kind)
			]);
			return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
		}
		case 'variant':
		case 'union':
			return written(chosen(shape, tree), tree);
		case 'unknown':
			return written(configShape(kind), tree);
		case 'boolean':
			return tree === true || tree === 'on';
		case 'number':
			return figureOf(textOf(tree));
		case 'string':
			return textOf(tree);
		default:
			return textOf(tree) || undefined;
	}
}

/** A plain decimal as a figure, full-width digits too; nothing of nothing, other text as it is. */
export function figureOf(text: string): number | string | undefined {
	const plain = text.normalize('NFKC').trim();
	if (plain === '') return undefined;
	return /^-?\d{1,10}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : text;
}

/** The part of a schema at a dotted path of a form; undefined where it has none. */
export function shapeAt(shape: Shape, path: readonly string[], tree: unknown): Shape | undefined {
	if (shape.type === 'optional') return shapeAt(shape.wrapped!, path, tree);
	const [step, ...rest] = path;
	if (step === undefined) return shape;
	const inside = isRecord(tree) || Array.isArray(tree) ? (tree as Record<string, unknown>) : {};
	if (shape.type === 'array') return shapeAt(shape.item!, rest, inside[step]);
	const entries = entriesOf(shape);
	const next = Object.hasOwn(entries, step) ? entries[step] : undefined;
	if (next?.type === 'unknown') return shapeAt(configShape(inside.kind), rest, inside[step]);
	return next && shapeAt(next, rest, inside[step]);
}

/** Of a choice of shapes, the fields of all of them. */
const entriesOf = (shape: Shape): Record<string, Shape> =>
	Object.assign({}, ...(shape.options ?? [shape]).map(({ entries }) => entries)) as Record<
		string,
		Shape
	>;

/** The shape that a value chose: by its key where there is one, else the one with most of what was said. */
function chosen(shape: Shape, tree: unknown): Shape {
	const given = isRecord(tree) ? tree : {};
	const options = shape.options!;
	const said = (option: Shape) =>
		Object.keys(option.entries ?? {}).filter((key) => !isBlank(given[key])).length;
	const named = options.find(({ entries }) => {
		const literal = shape.key === undefined ? undefined : entries?.[shape.key]?.literal;
		return literal !== undefined && literal === given[shape.key!];
	});
	return named ?? options.toSorted((a, b) => said(b) - said(a))[0]!;
}

const textOf = (value: unknown): string =>
	typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

function isBlank(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() === '';
	if (typeof value === 'object' && value !== null) return Object.values(value).every(isBlank);
	return value === undefined || value === null || value === false;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
