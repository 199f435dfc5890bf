/** A draft in the page: what its fields hold, what that adds up to, and what is not saved yet. */
import { tick } from 'svelte';
import { applyEdit, type Edit } from '#lib/rubric/draft-edits.ts';
import { formOf, type DraftForm } from '#lib/rubric/draft-form.ts';
import { sumsOf } from '#lib/rubric/draft-sums.ts';
import { formFaults, type FormFault } from '#lib/rubric/faults.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';

/** Id of the place of a field or row, for links to it and for the focus. */
export const anchorOf = (path: string): string => `at-${path.replaceAll('.', '-')}`;

const CONTROLS = 'input:not([type=hidden]), textarea, select, summary, button';

export class DraftEditor {
	draft: DraftForm = $state()!;
	note = $state('');
	version = $state(0);
	savedAt: Date = $state()!;
	/** Faults stand beside their fields: not while a new rubric is begun. */
	checked = $state(false);
	#saved = $state('');

	/** The form as it would be saved. */
	form = $derived(formOf(this.draft));
	sums = $derived(sumsOf(this.draft));
	faults = $derived(formFaults(this.form));
	#text = $derived(canonicalJson([this.form, this.note]));
	dirty = $derived(this.#text !== this.#saved);

	constructor(given: { draft: DraftForm; note: string; version: number; savedAt: Date }) {
		this.draft = given.draft;
		this.note = given.note;
		this.version = given.version;
		this.savedAt = given.savedAt;
		this.checked = given.version > 1;
		this.#saved = this.#text;
	}

	/** What is wrong at a field, once faults are shown. */
	faultAt(path: string): FormFault | undefined {
		return this.checked ? this.faults.find((fault) => fault.path === path) : undefined;
	}

	/** The text of what is posted now: to be handed to `saved` when the server has it. */
	snapshot = (): string => this.#text;

	saved(text: string, version: number, at: Date) {
		this.#saved = text;
		this.version = version;
		this.savedAt = at;
		this.checked = true;
	}

	/** Does an edit and puts the focus on what it was about. */
	async edit(edit: Edit): Promise<void> {
		const at = applyEdit(this.draft, edit);
		if (at === undefined) return;
		await tick();
		show(at, edit.deed);
	}
}

/** Opens what `path` lies in, puts the focus there; where it is not on the page, at what it lies in. */
export function show(path: string, deed?: Edit['deed']): void {
	const place = nearest(path);
	if (!place) return;
	for (let part = place.parentElement; part; part = part.parentElement)
		if (part instanceof HTMLDetailsElement) part.open = true;
	const details = place.querySelector<HTMLDetailsElement>(':scope > details');
	if (details && deed !== 'up' && deed !== 'down' && deed !== 'remove') details.open = true;
	const mover = place.querySelector<HTMLElement>(`:scope > .row [data-deed="${deed}"]`);
	const body = details?.querySelector<HTMLElement>('.body') ?? place;
	const first = place.matches(CONTROLS) ? place : body.querySelector<HTMLElement>(CONTROLS);
	const summary = details?.querySelector('summary');
	(mover ?? (deed === 'remove' ? (summary ?? first) : first))?.focus();
	place.scrollIntoView({ block: 'nearest' });
}

function nearest(path: string): HTMLElement | null {
	const parts = path.split('.');
	for (let length = parts.length; length > 0; length--) {
		const place = document.getElementById(anchorOf(parts.slice(0, length).join('.')));
		if (place) return place;
	}
	return document.getElementById(anchorOf('title'));
}
