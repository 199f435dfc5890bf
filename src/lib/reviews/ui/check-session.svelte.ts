import { tick } from 'svelte';
import type { SubmitFunction } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PlayableRecording } from '#lib/recordings/playable.ts';
import type { Range } from '#lib/recordings/speech.ts';
import { PlayerState } from '#lib/recordings/ui/player.svelte.ts';
import { cleanAnswers } from '#lib/reviews/check-items.ts';
import type { CheckResult } from '#lib/reviews/check.ts';
import type { TypedCheck } from '#lib/reviews/posted-check.ts';
import { answerFromText, type Answers } from '#lib/rubric/answer.ts';
import type { Item } from '#lib/rubric/form.ts';
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
	/** Of the rubric's items; what was posted and refused stands in it again. */
	answers = $state<Answers>({});
	readonly items: readonly Item[];
	#spentMs = 0;

	constructor({ recording, heard, items }: Opened, typed?: TypedCheck) {
		this.player = new PlayerState(recording, { heard });
		this.items = items;
		for (const item of items) this.answer(item, typed?.answers[item.key] ?? '');
	}

	/** Takes the text of an item's field; an empty one leaves it open. */
	answer(item: Item, text: string): void {
		this.answers[item.key] = text === '' ? undefined : answerFromText(item, text);
	}

	/** A clean call answers what was left open. */
	presetClean(): void {
		this.answers = cleanAnswers(this.items, $state.snapshot(this.answers));
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

	/** What follows from the result, by key, pointer or arrow keys. */
	chosen(result: CheckResult, form: HTMLFormElement): void {
		if (result === 'clean') this.presetClean();
		else this.placeChosen(form);
	}

	/** A problem or highlight is where the playhead stands, unless a place was given before. */
	placeChosen(form: HTMLFormElement): void {
		if (fieldOf(form, 'at').value === '') this.takeSecond(form);
	}

	async #choose(result: CheckResult, form: HTMLFormElement): Promise<void> {
		const choice = form.querySelector<HTMLInputElement>(`[name="result"][value="${result}"]`);
		if (choice) choice.checked = true;
		this.chosen(result, form);
		if (result === 'clean') return;
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

interface Opened {
	recording: PlayableRecording;
	heard: Range[];
	/** Asked in the check. */
	items: readonly Item[];
}

const fieldOf = (form: HTMLFormElement, name: string) =>
	form.elements.namedItem(name) as HTMLInputElement;

/** Of a group of choices, its first. */
const FIRST_FAULT = ':is([aria-invalid="true"]:not(fieldset), fieldset[aria-invalid="true"] input)';
