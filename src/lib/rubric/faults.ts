/**
 * Everything that keeps a form from being published or imported, each with its place. Takes a form
 * as far as it is written: what is missing is a fault among the others and hides none of them.
 *
 * Pure. The editor, the import and publishing ask the same function.
 */
import * as v from 'valibot';
import type { Facts } from '#lib/shared/decision.ts';
import { canFail, isAnswer } from './answer.ts';
import { formSchema, weightFaults, type Form } from './form.ts';
import { conditionSchema, itemSchema, type Item } from './item.ts';
import type { ConfigFault } from './kinds/define.ts';
import { isKindName, kindOf } from './kinds/index.ts';
import { schemaFaultOf, type SchemaFaultName } from './schema-fault.ts';

export type FormFaultName =
	| SchemaFaultName
	| ConfigFault
	| 'section-key-repeated'
	| 'item-key-repeated'
	| 'cause-key-repeated'
	| 'section-sum'
	| 'form-sum'
	| 'nothing-scored'
	| 'severe-cannot-fail'
	| 'fatal-cannot-fail'
	| 'causes-cannot-fail'
	| 'cannot-pass'
	| 'usual-not-allowed'
	| 'condition-unknown-item'
	| 'condition-not-earlier'
	| 'condition-not-an-answer';

export interface FormFault {
	fault: FormFaultName;
	/** Dotted path into the form, such as `sections.0.items.2.weight`; empty for the form as a whole. */
	path: string;
	facts?: Facts;
}

/** All faults in the order of the form; none where it may be published. */
export function formFaults(value: unknown): FormFault[] {
	const parsed = v.safeParse(formSchema, value);
	const shape = parsed.success ? [] : parsed.issues.flatMap((issue) => schemaFaultOf(issue));
	const places = itemPlaces(value);
	return [
		...shape,
		...repeated(keysAt(value, 'sections'), 'section-key-repeated'),
		...repeated(
			places.map(({ key, path }) => ({ key, path })),
			'item-key-repeated'
		),
		...places.flatMap(configFaults),
		...places.flatMap(itemFaults),
		...places.flatMap((place, index) => conditionFaults(place, places.slice(0, index), places)),
		...(parsed.success ? sumFaults(parsed.output) : [])
	];
}

/** The faults that keep a form from being scored at all: all but sums that are off, which scoring takes as proportions. */
export const scoringFaults = (value: unknown): FormFault[] =>
	formFaults(value).filter(({ fault }) => fault !== 'section-sum' && fault !== 'form-sum');

interface ItemPlace {
	key: unknown;
	path: string;
	written: unknown;
	/** Undefined while it does not follow its schema. */
	item: Item | undefined;
}

function itemPlaces(value: unknown): ItemPlace[] {
	return listAt(value, 'sections').flatMap((section, s) =>
		listAt(section, 'items').map((item, i) => ({
			key: member(item, 'key'),
			path: `sections.${s}.items.${i}`,
			written: item,
			item: v.is(itemSchema, item) ? item : undefined
		}))
	);
}

/** What the schema of its kind says about the config, with the place inside it. */
function configFaults({ written, path }: ItemPlace): FormFault[] {
	const kind = member(written, 'kind');
	if (!isKindName(kind)) return [];
	const { issues = [] } = v.safeParse(kindOf(kind).config, member(written, 'config'));
	return issues.flatMap((issue) => schemaFaultOf(issue, `${path}.config`));
}

function itemFaults({ item, path }: ItemPlace): FormFault[] {
	if (!item) return [];
	const { canPass } = kindOf(item.kind).outcomes(item.config);
	const config = kindOf(item.kind).fault?.(item.config, item.weight);
	return [
		...(config ? [{ fault: config, path: `${path}.config` }] : []),
		...(canPass ? [] : [{ fault: 'cannot-pass', path: `${path}.config` } as const]),
		...(item.usual && !item.naAllowed
			? [{ fault: 'usual-not-allowed', path: `${path}.usual` } as const]
			: []),
		...(canFail(item) ? [] : neverFailing(item, path)),
		...repeated(keysAt(item, 'rootCauses', `${path}.`), 'cause-key-repeated')
	];
}

const neverFailing = (item: Item, path: string): FormFault[] => [
	...(item.severe ? [{ fault: 'severe-cannot-fail', path: `${path}.severe` } as const] : []),
	...(item.fatal ? [{ fault: 'fatal-cannot-fail', path: `${path}.fatal` } as const] : []),
	...(item.rootCauses ? [{ fault: 'causes-cannot-fail', path: `${path}.rootCauses` } as const] : [])
];

/** Only items that come before may be named, so conditions make no circle. */
function conditionFaults(
	{ written, path }: ItemPlace,
	earlier: ItemPlace[],
	all: ItemPlace[]
): FormFault[] {
	const condition = v.safeParse(conditionSchema, member(written, 'shownIf'));
	if (!condition.success) return [];
	const { item: key, is } = condition.output;
	const named = earlier.find((place) => place.key === key);
	if (!named) {
		const known = all.some((place) => place.key === key);
		const fault = known ? 'condition-not-earlier' : 'condition-unknown-item';
		return [{ fault, path: `${path}.shownIf.item`, facts: { item: key } }];
	}
	const { item } = named;
	return is.flatMap((answer, index): FormFault[] =>
		!item || isAnswer(item, answer)
			? []
			: [
					{
						fault: 'condition-not-an-answer',
						path: `${path}.shownIf.is.${index}`,
						facts: { item: key, answer }
					}
				]
	);
}

function sumFaults(form: Form): FormFault[] {
	const sums = weightFaults(form).map((fault): FormFault => {
		if (fault.fault === 'form-sum')
			return { fault: 'form-sum', path: '', facts: { sum: fault.sum } };
		const index = form.sections.findIndex(({ key }) => key === fault.section);
		const { section, sum, weight } = fault;
		return {
			fault: 'section-sum',
			path: `sections.${index}.weight`,
			facts: { section, sum, weight }
		};
	});
	const scored = form.sections.some(({ items }) =>
		items.some(({ kind }) => kindOf(kind).scores !== 'kept')
	);
	return scored ? sums : [...sums, { fault: 'nothing-scored', path: '' }];
}

function repeated(
	keys: { key: unknown; path: string }[],
	fault: 'section-key-repeated' | 'item-key-repeated' | 'cause-key-repeated'
): FormFault[] {
	const seen = new Set<unknown>();
	return keys.flatMap(({ key, path }) => {
		if (typeof key !== 'string' || key === '') return [];
		if (seen.has(key)) return [{ fault, path: `${path}.key`, facts: { key } }];
		seen.add(key);
		return [];
	});
}

const keysAt = (value: unknown, name: string, prefix = '') =>
	listAt(value, name).map((entry, index) => ({
		key: member(entry, 'key'),
		path: `${prefix}${name}.${index}`
	}));

const listAt = (value: unknown, name: string): unknown[] => {
	const list = member(value, name);
	return Array.isArray(list) ? list : [];
};

const member = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null && Object.hasOwn(value, name)
		? (value as Record<string, unknown>)[name]
		: undefined;
