/**
 * A form while it is written: what its fields hold. A draft keeps what was typed, complete or not;
 * publishing is what asks for a whole form.
 *
 * Pure.
 */
import type { CallKind } from '#lib/recordings/call.ts';
import { answerFromText } from './answer.ts';
import { formSchema, type Form, type FormText, type Item } from './form.ts';
import { isKindName, type CriterionKindName } from './kinds/index.ts';
import { filled, shapeOf, written, type Tree } from './typed-form.ts';

export interface DraftExample {
	words: FormText;
	clip: { recordingId: string; fromMs: string; toMs: string };
}

export interface DraftItem {
	key: string;
	kind: CriterionKindName;
	weight: string;
	text: FormText;
	guidance: FormText;
	examples: { good: DraftExample[]; bad: DraftExample[] };
	require: { comment: string; evidence: string };
	rootCauses: { key: string; text: FormText }[];
	shownIf: { item: string; is: string[] };
	severe: string;
	fatal: string;
	naAllowed: boolean;
	usual: string;
	/** The fields of its kind; see ui/kind-editors. */
	config: Tree;
	selfCheck: boolean;
}

export interface DraftSection {
	key: string;
	title: FormText;
	weight: string;
	items: DraftItem[];
}

export interface DraftForm {
	title: FormText;
	callKind: string;
	passMark: string;
	sections: DraftSection[];
}

const shape = shapeOf(formSchema);

/** What a new rubric begins as. */
export const emptyForm = (callKind: CallKind): unknown => ({ callKind, sections: [] });

/** The fields of a form, or of what there is of one. Every item has a kind: a name that is none becomes yes or no. */
export function fieldsOf(form: unknown): DraftForm {
	const fields = filled(shape, form) as unknown as DraftForm;
	const items = fields.sections.flatMap((section) => section.items);
	for (const item of items.filter(({ kind }) => !isKindName(kind))) item.kind = 'yes-no';
	return fields;
}

/** The form that the fields say; complete or not. */
export function formOf(fields: DraftForm): unknown {
	const form = written(shape, fields) as { sections: Partial<Item>[] };
	const items = (form as unknown as Form).sections.flatMap((section) => section.items);
	for (const { shownIf } of items) {
		const other = items.find(({ key }) => key === shownIf?.item);
		if (!shownIf || !other || !Array.isArray(shownIf.is)) continue;
		shownIf.is = shownIf.is.map((answer) => typedAnswer(other, String(answer)));
	}
	return form;
}

/** `2` is a step of a scale and a figure, `yes` is itself; what the kind cannot read stays as typed. */
function typedAnswer(item: Item, text: string): string | number {
	const answer = answerFromText(item, text);
	return typeof answer === 'number' && !Number.isNaN(answer) ? answer : text;
}
