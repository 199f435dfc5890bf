import { tick } from 'svelte';
import type { SubmitFunction } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PlayableRecording } from '#lib/recordings/playable.ts';
import type { Range } from '#lib/recordings/speech.ts';
import { PlayerState } from '#lib/recordings/ui/player.svelte.ts';
import type { CheckResult } from '#lib/reviews/check.ts';
import { durationText } from '#lib/shared/duration.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import type { CheckAction } from './check-shortcuts.ts';
import { countTimeInFront } from './counted-time.ts';

/**
 * One opened check: its sound, and what keys and buttons do with the form. The form keeps its own
 * values, so that what was typed before the page's script started stays.
 */
export class CheckSession {
	readonly player: PlayerState;
	helping = $state(false);
	busy = $state(false);
	/** Why the last submit failed for another reason than what is missing; empty when it did not. */
	problem = $state('');
	/** Read out once by screen readers. */
	said = $state('');
	#spentMs = 0;

	constructor({ recording, heard }: { recording: PlayableRecording; heard: Range[] }) {
		this.player = new PlayerState(recording, { heard });
	}

	countTime = (): (() => void) => countTimeInFront((ms) => (this.#spentMs += ms));

	perform(action: CheckAction, form: HTMLFormElement): void {
		switch (action.does) {
			case 'result':
				return void this.#choose(action.result, form);
			case 'second':
				return this.takeSecond(form);
			case 'leave-field':
				if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
				return;
			case 'submit':
				return form.requestSubmit();
			case 'help':
				this.helping = true;
		}
	}

	/** Writes the playhead's place into the form. */
	takeSecond(form: HTMLFormElement): void {
		const at = durationText(this.player.currentMs);
		fieldOf(form, 'at').value = at;
		this.said = m.checks_said_second({ at });
	}

	/** A problem or highlight is where the playhead stands, unless a place was given before. */
	placeChosen(form: HTMLFormElement): void {
		if (fieldOf(form, 'at').value === '') this.takeSecond(form);
	}

	async #choose(result: CheckResult, form: HTMLFormElement): Promise<void> {
		const choice = form.querySelector<HTMLInputElement>(`[name="result"][value="${result}"]`);
		if (choice) choice.checked = true;
		if (result === 'clean') return;
		this.placeChosen(form);
		await tick();
		fieldOf(form, result === 'problem' ? 'problem' : 'note').focus();
	}

	/** The form's way to the server: what was heard is reported first, and everything typed stays when it fails. */
	enhanced: SubmitFunction = async ({ formData, formElement }) => {
		this.problem = '';
		this.busy = true;
		this.player.pause();
		await this.player.listening.report();
		const heard = this.player.heard.map(([from, to]) => [Math.floor(from), Math.ceil(to)]);
		formData.set('heard', JSON.stringify(heard));
		formData.set('spentMs', String(Math.round(this.#spentMs)));
		return async ({ result, update }) => {
			this.busy = false;
			if (result.type === 'redirect') {
				toasts.show(m.checks_submitted_toast());
				return update();
			}
			if (result.type !== 'failure') {
				this.problem = m.checks_submit_failed();
				return;
			}
			await update({ reset: false });
			formElement.querySelector<HTMLElement>(FIRST_FAULT)?.focus();
		};
	};
}

const fieldOf = (form: HTMLFormElement, name: string) =>
	form.elements.namedItem(name) as HTMLInputElement;

/** Of a group of choices, its first. */
const FIRST_FAULT = ':is([aria-invalid="true"]:not(fieldset), fieldset[aria-invalid="true"] input)';
