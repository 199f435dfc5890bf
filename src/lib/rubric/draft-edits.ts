/**
 * Edits of a form's structure: rows added, taken out, moved; points spread. The page does them as
 * a button is pressed, the server does the same ones for a page without its script.
 *
 * Pure, but for the draft handed in: it is changed in place, so that the rows keep their identity.
 */
import { fieldsOf, type DraftForm, type DraftItem, type DraftSection } from './draft-form.ts';
import { formSchema } from './form.ts';
import { isKindName, kindOf, type CriterionKindName } from './kinds/index.ts';
import { newConfigs } from './new-configs.ts';
import { evenly, figure } from './draft-sums.ts';
import { filled, shapeAt, shapeOf, type Tree } from './typed-form.ts';

const deeds = ['add', 'remove', 'up', 'down', 'distribute', 'kind'] as const;

/** `at` is a list for `add`, a row for the others; '' distributes over the sections. */
export interface Edit {
	deed: (typeof deeds)[number];
	at: string;
	/** Of an item that is added. */
	kind?: CriterionKindName;
}

export const MOST_ROWS = 200;

export const editText = ({ deed, at, kind }: Edit): string =>
	[deed, at, kind].filter((part) => part !== undefined).join(' ');

/** The edit that a button sends; undefined for anything else. */
export function parseEdit(text: string): Edit | undefined {
	const [deed, at = '', kind] = text.split(' ');
	if (!deeds.some((known) => known === deed)) return undefined;
	return { deed: deed as Edit['deed'], at, ...(isKindName(kind) && { kind }) };
}

/** Changes `draft`; returns the path of the row that has the focus then, or undefined when nothing could be done. */
export function applyEdit(draft: DraftForm, { deed, at, kind }: Edit): string | undefined {
	const path = at === '' ? [] : at.split('.');
	if (deed === 'distribute') return distribute(draft, path) ? at : undefined;
	if (deed === 'add') return added(draft, path, kind);
	const index = Number(path.at(-1));
	const listPath = path.slice(0, -1);
	const list = listAt(draft, listPath);
	if (!list || !(index in list)) return undefined;
	if (deed === 'kind') return rekinded(list[index] as unknown as DraftItem) ? at : undefined;
	if (deed === 'remove') {
		list.splice(index, 1);
		return list.length > 0
			? [...listPath, String(Math.min(index, list.length - 1))].join('.')
			: listPath.slice(0, -1).join('.');
	}
	return moved(draft, { listPath, list, index, by: deed === 'up' ? -1 : 1 });
}

function added(draft: DraftForm, path: string[], kind: CriterionKindName = 'yes-no') {
	const list = listAt(draft, path);
	if (!list || list.length >= MOST_ROWS) return undefined;
	list.push(newRow(draft, path, kind) as Tree);
	return [...path, String(list.length - 1)].join('.');
}

function newRow(draft: DraftForm, path: string[], kind: CriterionKindName): unknown {
	const sections = draft.sections;
	const items = sections.flatMap((section) => section.items);
	if (path.at(-1) === 'sections') return sectionOf({ key: freeKey('section', sections) });
	if (path.at(-1) === 'items' && path.length === 3)
		return itemOf({
			key: freeKey('item', items),
			kind,
			weight: kindOf(kind).scores === 'share' ? undefined : 0,
			config: newConfigs[kind]
		});
	const list = listAt(draft, path) as unknown as { key?: string }[];
	const row = shapeAt(shapeOf(formSchema), path, draft);
	const keyed = ['rootCauses', 'options'].includes(path.at(-1)!);
	return row?.item && filled(row.item, keyed ? { key: freeKey('option', list) } : undefined);
}

const sectionOf = (section: Record<string, unknown>): DraftSection =>
	fieldsOf({ sections: [section] }).sections[0]!;
const itemOf = (item: Record<string, unknown>): DraftItem => sectionOf({ items: [item] }).items[0]!;

/** The first `word-n` that no row has. */
function freeKey(word: string, rows: { key?: string }[]): string {
	const taken = new Set(rows.map(({ key }) => key));
	let number = rows.length + 1;
	while (taken.has(`${word}-${number}`)) number += 1;
	return `${word}-${number}`;
}

/** A kind was chosen for an item: it gets that kind's fields, and no points when it carries none. */
function rekinded(item: DraftItem): boolean {
	if (!isKindName(item.kind)) return false;
	const { config, weight } = itemOf({ kind: item.kind, weight: 0, config: newConfigs[item.kind] });
	item.config = config;
	if (kindOf(item.kind).scores !== 'share') item.weight = weight;
	return true;
}

interface Move {
	listPath: string[];
	list: Tree[];
	index: number;
	by: 1 | -1;
}

/** One place up or down; an item at the edge of its section goes into the next one. */
function moved(draft: DraftForm, { listPath, list, index, by }: Move): string | undefined {
	const to = index + by;
	if (to >= 0 && to < list.length) {
		const [row] = list.splice(index, 1);
		list.splice(to, 0, row!);
		return [...listPath, String(to)].join('.');
	}
	if (listPath.at(-1) !== 'items' || listPath.length !== 3) return undefined;
	const section = Number(listPath[1]) + by;
	const other = draft.sections[section]?.items;
	if (!other) return undefined;
	const [row] = list.splice(index, 1) as unknown as DraftItem[];
	const place = by === 1 ? 0 : other.length;
	other.splice(place, 0, row!);
	return `sections.${section}.items.${place}`;
}

/** 100 over the sections, or a section's points over its items that carry any. */
function distribute(draft: DraftForm, [, at]: string[]): boolean {
	const section = at === undefined ? undefined : draft.sections[Number(at)];
	if (at !== undefined && !section) return false;
	const rows: { weight: string }[] = section
		? section.items.filter(({ kind }) => kindOf(kind).scores === 'share')
		: draft.sections;
	const whole = section ? figure(section.weight) : 100;
	if (rows.length === 0 || Number.isNaN(whole)) return false;
	evenly(whole, rows.length).forEach((points, row) => (rows[row]!.weight = String(points)));
	return true;
}

function listAt(draft: DraftForm, path: string[]): Tree[] | undefined {
	let place: unknown = draft;
	for (const part of path) {
		if (typeof place !== 'object' || place === null || !Object.hasOwn(place, part))
			return undefined;
		place = (place as Record<string, unknown>)[part];
	}
	return Array.isArray(place) ? (place as Tree[]) : undefined;
}
