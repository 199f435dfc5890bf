import { invalidateAll } from '$app/navigation';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	chordOf,
	chordsOf,
	decideKey,
	remapped,
	shownChord,
	type Binding,
	type OwnKeys
} from './key-map.ts';

/** A table of keys that a person may change. */
export interface KeyGroup {
	title: () => string;
	table: readonly Binding[];
	/** Other tables that act on the same page. */
	beside: readonly (readonly Binding[])[];
}

/** The reader's own keys while they are being changed. */
export class OwnKeysEditor {
	own = $state.raw<OwnKeys>({});
	/** Name of the action that waits for its key. */
	waiting = $state<string | undefined>();
	/** Why the last key was refused. */
	problem = $state('');
	/** What happened, for a screen reader. */
	said = $state('');

	constructor(own: OwnKeys) {
		this.own = own;
	}

	/** Takes the key pressed for the action that waits; Escape and Tab leave it as it was. */
	async press(event: KeyboardEvent, group: KeyGroup, entry: Binding) {
		if (this.waiting !== entry.name || event.key === 'Tab') return;
		event.preventDefault();
		event.stopPropagation();
		if (event.key === 'Escape') return void (this.waiting = undefined);
		const chord = chordOf(event);
		if (chord) await this.#give(group, entry, chord);
	}

	/** Gives the action its usual key back. */
	async reset(group: KeyGroup, entry: Binding) {
		await this.#give(group, entry, undefined);
	}

	async resetAll() {
		await this.#save({}, m.player_own_keys_said_all());
	}

	/** Usual keys are looked at as well: another action may have taken them meanwhile. */
	async #give(group: KeyGroup, { name, label, ...entry }: Binding, chord: string | undefined) {
		const tables = [group.table, ...group.beside].map((table) => remapped(table, this.own));
		const wishes = chord === undefined ? chordsOf({ label, ...entry }) : [chord];
		for (const wish of wishes) {
			const decision = decideKey(tables, name!, wish);
			if (decision.ok || (chord === undefined && decision.refusal === 'key-reserved')) continue;
			this.problem =
				decision.refusal === 'key-taken'
					? m.player_own_keys_taken({
							key: shownChord(wish),
							action: tables.flat()[Number(decision.facts?.by)]!.label()
						})
					: m.player_own_keys_reserved({ key: shownChord(wish) });
			return;
		}
		const others = Object.entries(this.own).filter(([key]) => key !== name);
		const own = Object.fromEntries(chord === undefined ? others : [...others, [name!, chord]]);
		const key = chord === undefined ? entry.shown : shownChord(chord);
		await this.#save(own, m.player_own_keys_said({ action: label(), key }));
	}

	async #save(own: OwnKeys, said: string) {
		this.waiting = undefined;
		const answer = await fetch('/preferences/keys', {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(own)
		}).catch(() => undefined);
		this.problem = answer?.ok ? '' : m.player_own_keys_not_saved();
		if (!answer?.ok) return;
		this.own = own;
		this.said = said;
		await invalidateAll();
	}
}
