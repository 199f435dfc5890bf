/**
 * A form as a file: canonical JSON with the name of its schema (docs/rubric.schema.json), so that
 * export and import give back the same bytes. A file without that name is read as well.
 *
 * Pure.
 */
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { formFaults, scoringFaults, type FormFault } from './faults.ts';
import { parseForm, type Form } from './form.ts';

/** Name and version of the format; a form that older programs cannot read gets another one. */
export const FORM_SCHEMA = 'urn:listenback:rubric:1';

/** The file of a form: one line. */
export const formFile = (form: unknown): string =>
	`${canonicalJson({ $schema: FORM_SCHEMA, ...(form as object) })}\n`;

export type ReadForm =
	| {
			ok: true;
			form: Form;
			/** Sums of points that are off: a draft may have them. */
			sums: FormFault[];
	  }
	| { ok: false; fault: 'no-json' | 'other-format' | 'faults'; faults: FormFault[] };

/** Reads a file's text: the form, or every fault with its place. */
export function readFormFile(text: string): ReadForm {
	let value: unknown;
	try {
		value = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return { ok: false, fault: 'no-json', faults: [] };
	}
	return readFormValue(value);
}

/** As `readFormFile`, of a value that was parsed already. */
export function readFormValue(value: unknown): ReadForm {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return { ok: false, fault: 'no-json', faults: [] };
	const { $schema, ...form } = value as Record<string, unknown>;
	if ($schema !== undefined && $schema !== FORM_SCHEMA)
		return { ok: false, fault: 'other-format', faults: [] };
	const faults = formFaults(form);
	return scoringFaults(form).length > 0
		? { ok: false, fault: 'faults', faults }
		: { ok: true, form: parseForm(form), sums: faults };
}

/** `sections.1.items.2.weight` → `sections[1].items[2].weight`. */
export const pathText = (path: string): string => path.replaceAll(/\.(\d+)(?=\.|$)/g, '[$1]');

/** `sections[1].items[2].weight: out-of-bounds`, for the command line. */
export function faultLine({ path, fault, facts = {} }: FormFault): string {
	const figures = Object.entries(facts).map(([name, value]) => `${name} ${String(value)}`);
	const more = figures.length > 0 ? ` (${figures.join(', ')})` : '';
	return `${pathText(path) || 'form'}: ${fault}${more}`;
}
