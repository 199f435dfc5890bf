/**
 * The fields of a posted form as a tree: `sections.0.items.2.text.en`. Holes in the numbers close
 * up; line ends are line feeds; names that are no path are passed over.
 *
 * Pure.
 */
import { fieldsOf, type DraftForm } from './draft-form.ts';
import type { Tree } from './typed-form.ts';

const DEEPEST = 10;
const LONGEST_TEXT = 4000;
const step = /^(?:\d{1,3}|[a-z][a-zA-Z-]{0,30})$/;

type Branch = Map<string, Branch | string>;

/** The posted values under their dotted names. */
export function treeOf(fields: Iterable<[string, unknown]>): Tree {
	const root: Branch = new Map();
	for (const [name, value] of fields) {
		const path = name.split('.');
		if (typeof value !== 'string' || path.length > DEEPEST) continue;
		if (path.every((part) => step.test(part))) put(root, path, lines(value));
	}
	return grown(root);
}

const lines = (text: string): string =>
	text.replaceAll('\r\n', '\n').replaceAll('\u0000', '').slice(0, LONGEST_TEXT);

function put(branch: Branch, [part, ...rest]: string[], value: string) {
	if (part === undefined) return;
	if (rest.length === 0) return void branch.set(part, value);
	const standing = branch.get(part);
	const next = typeof standing === 'object' ? standing : new Map<string, Branch | string>();
	branch.set(part, next);
	put(next, rest, value);
}

function grown(branch: Branch): Tree {
	const parts = [...branch].map(([key, value]): [string, Tree] => [
		key,
		typeof value === 'string' ? value : grown(value)
	]);
	if (parts.length === 0 || !parts.every(([key]) => /^\d+$/.test(key)))
		return Object.fromEntries(parts);
	return parts.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

interface PostedDraft {
	fields: DraftForm;
	note: string;
	/** Version of the draft that was edited. */
	version: number;
	/** Version that is saved over, as its reader decided. */
	over: number | undefined;
	/** Page to go on to once it is saved. */
	then: 'preview' | 'publication' | undefined;
	/** An edit of the structure, as its button said it. */
	edit: string;
}

/** What the editor of a draft posts. */
export function readPosted(data: FormData): PostedDraft {
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value : '';
	};
	const figure = (name: string) => (/^\d{1,9}$/.test(text(name)) ? Number(text(name)) : undefined);
	return {
		fields: fieldsOf(treeOf(data)),
		note: lines(text('note')),
		version: figure('version') ?? 0,
		over: figure('over'),
		then: (['preview', 'publication'] as const).find((page) => page === text('then')),
		edit: text('edit')
	};
}
