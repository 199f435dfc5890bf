import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORM_SCHEMA } from './exchange.ts';
import { formJsonSchema } from './json-schema.ts';
import { kindNames } from './kinds/index.ts';

interface Node {
	properties?: Record<string, Node>;
	items?: Node;
	required?: string[];
	allOf?: { if: unknown; then: Node }[];
	[rule: string]: unknown;
}
const schema = formJsonSchema() as Node;
const section = schema.properties!.sections!.items!;
const item = section.properties!.items!.items!;

describe('the JSON Schema of a form', () => {
	it('is the one in the documentation', () => {
		const text = readFileSync('docs/rubric.schema.json', 'utf8');
		expect(JSON.parse(text)).toEqual(schema);
	});

	it('says what the program checks', () => {
		expect(schema.$id).toBe(FORM_SCHEMA);
		expect(schema.required).toEqual(['title', 'callKind', 'sections']);
		expect(schema.additionalProperties).toBe(false);
		expect(section.properties!.weight).toEqual({ type: 'number', minimum: 0, maximum: 100 });
		expect(section.properties!.items).toMatchObject({ type: 'array', minItems: 1 });
		expect(item.properties!.key).toEqual({ type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' });
		expect(item.properties!.kind).toEqual({ enum: kindNames });
		expect(item.properties!.text!.properties!.en).toMatchObject({
			pattern: '\\S',
			maxLength: 2000
		});
	});

	it('has the config of every kind', () => {
		expect(item.allOf?.map((rule) => rule.if)).toEqual(
			kindNames.map((name) => ({ properties: { kind: { const: name } } }))
		);
		const scale = item.allOf![kindNames.indexOf('scale')]!.then.properties!.config!;
		expect(scale.properties!.steps).toMatchObject({ type: 'array', minItems: 2, maxItems: 11 });
		expect(scale.properties!.failUpTo).toEqual({ type: 'integer', minimum: 0, maximum: 10 });
	});
});
