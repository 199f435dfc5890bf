/**
 * The form as a JSON Schema (2020-12), made of the schema that the program itself checks by, so that
 * the two are never apart. What JSON Schema cannot say (sums of points, keys that repeat, conditions)
 * `rubric check` says. docs/rubric.schema.json is this, written out.
 *
 * Pure.
 */
import { FORM_SCHEMA } from './exchange.ts';
import { formSchema } from './form.ts';
import { kindNames } from './kinds/index.ts';
import { NO_WORDS } from './schema-fault.ts';
import { configShape, shapeOf, type Shape } from './typed-form.ts';

type JsonSchema = Record<string, unknown>;

interface Piped extends Shape {
	pipe?: { kind: string; type: string; requirement?: unknown; message?: string }[];
}

/** The whole schema. */
export function formJsonSchema(): JsonSchema {
	const form = jsonSchemaOf(shapeOf(formSchema));
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		$id: FORM_SCHEMA,
		title: 'Listenback rubric',
		...form,
		properties: { $schema: { const: FORM_SCHEMA }, ...(form.properties as JsonSchema) }
	};
}

function jsonSchemaOf(shape: Piped): JsonSchema {
	if (shape.type === 'optional') return jsonSchemaOf(shape.wrapped!);
	const rules = (shape.pipe ?? []).filter(({ kind }) => kind === 'validation');
	return Object.assign(
		plain(shape),
		...rules.map((rule) => ruleOf(shape.type, rule))
	) as JsonSchema;
}

function plain(shape: Piped): JsonSchema {
	switch (shape.type) {
		case 'strict_object':
			return objectOf(shape.entries ?? {});
		case 'array':
			return { type: 'array', items: jsonSchemaOf(shape.item!) };
		case 'picklist':
			return { enum: shape.options };
		case 'literal':
			return { const: shape.literal };
		case 'union':
		case 'variant':
			return { anyOf: shape.options!.map(jsonSchemaOf) };
		case 'unknown':
			return {};
		default:
			return { type: shape.type };
	}
}

function objectOf(entries: Record<string, Shape>): JsonSchema {
	const properties = Object.fromEntries(
		Object.entries(entries).map(([key, part]) => [key, jsonSchemaOf(part)])
	);
	const required = Object.keys(entries).filter((key) => entries[key]!.type !== 'optional');
	return {
		type: 'object',
		properties,
		...(required.length > 0 && { required }),
		additionalProperties: false,
		...(entries.config?.type === 'unknown' && { allOf: configRules() })
	};
}

/** An item's config by its kind. */
const configRules = (): JsonSchema[] =>
	kindNames.map((name) => ({
		if: { properties: { kind: { const: name } } },
		then: { properties: { config: jsonSchemaOf(configShape(name)) } }
	}));

function ruleOf(
	type: string,
	{ type: rule, requirement, message }: NonNullable<Piped['pipe']>[number]
): JsonSchema {
	const size = type === 'array' ? 'Items' : 'Length';
	switch (rule) {
		case 'min_value':
			return { minimum: requirement };
		case 'max_value':
			return { maximum: requirement };
		case 'gt_value':
			return { exclusiveMinimum: requirement };
		case 'integer':
			return { type: 'integer' };
		case 'min_length':
			return { [`min${size}`]: requirement };
		case 'max_length':
			return { [`max${size}`]: requirement };
		case 'regex':
			return { pattern: (requirement as RegExp).source };
		case 'not_value':
			return { not: { const: requirement } };
		default:
			return message === NO_WORDS ? { pattern: '\\S' } : {};
	}
}
