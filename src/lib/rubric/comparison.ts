/**
 * What differs between two versions of a form: sections and items by their keys, never by place
 * alone, so that a moved item is moved and not another one.
 *
 * Pure.
 */
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import type { Form, FormText, Item, Section } from './form.ts';

type ChangeKind = 'added' | 'removed' | 'moved' | 'changed';

export interface Change {
	kind: ChangeKind;
	part: 'form' | 'section' | 'item';
	/** Key of the section or item; '' for the form. */
	key: string;
	/** What the part is called, in the later version where it is in both. */
	name: FormText;
	/** Section keys and places, of what was moved: `opening 2`. */
	from?: Place;
	to?: Place;
	/** Of what was changed: each field with what it said and says; undefined where it said nothing. */
	fields?: { field: string; before: unknown; after: unknown }[];
}

export interface Place {
	/** Key of the section; '' for a section itself. */
	section: string;
	/** From 1. */
	place: number;
}

/** Every difference, in the order of the later form; what was removed comes last. */
export function compareForms(before: Form, after: Form): Change[] {
	const form = changed('form', '', after.title, [before, after], ['sections']);
	const sections = parts(sectionRows(before), sectionRows(after), 'section');
	const items = parts(itemRows(before), itemRows(after), 'item');
	return [...form, ...sections, ...items];
}

interface Row {
	key: string;
	name: FormText;
	place: Place;
	value: Section | Item;
}

const sectionRows = ({ sections }: Form): Row[] =>
	sections.map((value, index) => ({
		key: value.key,
		name: value.title,
		place: { section: '', place: index + 1 },
		value
	}));

const itemRows = ({ sections }: Form): Row[] =>
	sections.flatMap((section) =>
		section.items.map((value, index) => ({
			key: value.key,
			name: value.text,
			place: { section: section.key, place: index + 1 },
			value
		}))
	);

function parts(before: Row[], after: Row[], part: 'section' | 'item'): Change[] {
	const was = new Map(before.map((row) => [row.key, row]));
	const is = new Set(after.map(({ key }) => key));
	const moved = movedKeys(before, after);
	const left = part === 'section' ? ['key', 'items'] : ['key'];
	const present = after.flatMap(({ key, name, place, value }): Change[] => {
		const former = was.get(key);
		if (!former) return [{ kind: 'added', part, key, name, to: place }];
		const move: Change = { kind: 'moved', part, key, name, from: former.place, to: place };
		return [
			...(moved.has(key) ? [move] : []),
			...changed(part, key, name, [former.value, value], left)
		];
	});
	const removed = before
		.filter(({ key }) => !is.has(key))
		.map(({ key, name, place }): Change => ({ kind: 'removed', part, key, name, from: place }));
	return [...present, ...removed];
}

/** What changed its section, or its order among those that stayed in it: the fewest that explain it. */
function movedKeys(before: Row[], after: Row[]): Set<string> {
	const placeOf = new Map(before.map(({ key, place }, index) => [key, { ...place, index }]));
	const both = after.filter(({ key }) => placeOf.has(key));
	const elsewhere = both.filter(({ key, place }) => placeOf.get(key)!.section !== place.section);
	const moved = new Set(elsewhere.map(({ key }) => key));
	for (const rows of Map.groupBy(both, ({ place }) => place.section).values()) {
		const stayed = rows.filter(({ key }) => !moved.has(key));
		const kept = longestRise(stayed.map(({ key }) => placeOf.get(key)!.index));
		stayed.forEach(({ key }, index) => !kept.has(index) && moved.add(key));
	}
	return moved;
}

/** Positions of a longest rising run of `figures`, not necessarily adjacent. */
function longestRise(figures: number[]): Set<number> {
	const best = figures.map(() => ({ length: 1, from: -1 }));
	figures.forEach((figure, at) => {
		for (let earlier = 0; earlier < at; earlier++)
			if (figures[earlier]! < figure && best[earlier]!.length >= best[at]!.length)
				best[at] = { length: best[earlier]!.length + 1, from: earlier };
	});
	const kept = new Set<number>();
	const longest = Math.max(0, ...best.map(({ length }) => length));
	for (let at = best.findIndex(({ length }) => length === longest); at >= 0; at = best[at]!.from)
		kept.add(at);
	return kept;
}

function changed(
	part: Change['part'],
	key: string,
	name: FormText,
	[before, after]: [object, object],
	left: string[]
): Change[] {
	const [was, is] = [before, after] as Record<string, unknown>[];
	const names = [...new Set([...Object.keys(was!), ...Object.keys(is!)])];
	const fields = names
		.filter((field) => !left.includes(field) && !same(was![field], is![field]))
		.map((field) => ({ field, before: was![field], after: is![field] }));
	return fields.length > 0 ? [{ kind: 'changed', part, key, name, fields }] : [];
}

const same = (a: unknown, b: unknown): boolean =>
	a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));
