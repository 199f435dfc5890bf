import { tick } from 'svelte';
import type { SubmitFunction } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { PlayerState } from '#lib/recordings/ui/player.svelte.ts';
import type { PlayableRecording } from '#lib/recordings/playable.ts';
import { together, type Range } from '#lib/recordings/speech.ts';
import type { BenchUse } from '#lib/reviews/bench.ts';
import type { DraftContent } from '#lib/reviews/draft.ts';
import type { Form, Item } from '#lib/rubric/form.ts';
import { durationText, unionRanges } from '#lib/shared/duration.ts';
import type { Facts } from '#lib/shared/decision.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { countTimeInFront } from './counted-time.ts';
import { DraftSaver } from './draft-saver.svelte.ts';
import { ItemJump } from './item-jump.ts';
import { refusalText } from './refusal-text.ts';
import { scoreText } from './score-text.ts';
import type { BenchTab } from './bench-tab.ts';
import { Workbench } from './workbench.svelte.ts';

interface SessionOptions {
	recording: PlayableRecording;
	form: Form;
	heard: Range[];
	/** Percent of the speech to hear before submitting. */
	minimum?: number | undefined;
	assignmentId: string | null;
	draft: { content: DraftContent; version: number; savedAt: Date | null };
	zone: string;
	use: BenchUse;
	/** Where drafts are saved; only a use with drafts has one. */
	draftUrl?: string | undefined;
	/** Who sits at the bench. */
	userId: string;
	/** What the server holds, when the bench begins with something else. */
	saved?: DraftContent;
}

/** One opened workbench: the review, its sound and its draft, and what keys and buttons do with them. */
export class ReviewSession {
	readonly bench: Workbench;
	readonly player: PlayerState;
	/** Undefined where nothing is saved before the submit. */
	readonly saver: DraftSaver | undefined;
	readonly use: BenchUse;
	readonly jump: ItemJump;
	/** What stands at the left. */
	tab = $state<BenchTab>('evidence');
	helping = $state(false);
	busy = $state(false);
	/** Why the last submit failed; empty when it did not. */
	problem = $state('');
	/** Read out once by screen readers. */
	said = $state('');
	#zone: string;
	#heardBefore: Range[];
	#spentMs: number;

	constructor(options: SessionOptions) {
		const { recording, form, heard, assignmentId, draft, zone, use, draftUrl: url } = options;
		this.use = use;
		this.player = new PlayerState(recording, { heard });
		if (use.edits) this.player.onmark = () => void this.note();
		this.#zone = zone;
		this.#heardBefore = draft.content.heard;
		const toHear = {
			speech: together(recording.voiced, 1),
			minimum: options.minimum ?? 0,
			heard: () => this.#heard()
		};
		const { durationMs } = recording;
		this.bench = new Workbench(form, draft.content, durationMs, { locked: !use.edits, toHear });
		this.#spentMs = draft.content.spentMs;
		this.jump = new ItemJump(this.bench.items.length);
		const { version, savedAt } = draft;
		const content = () => this.content();
		if (use.drafts && url)
			this.saver = new DraftSaver({
				...{ url, assignmentId, version, savedAt, content, userId: options.userId },
				saved: options.saved ?? draft.content,
				show: (merged) => this.#replace(merged)
			});
	}

	/** What is filled in now, with what was heard and the time spent. */
	content(): DraftContent {
		return {
			...$state.snapshot(this.bench.content),
			heard: this.#heard().map(([from, to]): Range => [Math.floor(from), Math.ceil(to)]),
			spentMs: Math.round(this.#spentMs)
		};
	}

	/** Puts a draft merged with what was saved elsewhere in place of what stands here. */
	#replace(content: DraftContent) {
		this.bench.content = content;
		this.#heardBefore = content.heard;
		this.#spentMs = content.spentMs;
	}

	#heard = (): Range[] => unionRanges([...this.#heardBefore, ...this.player.heard]);

	/** Counts the time with the page in front, until the returned function is called. */
	countTime = (): (() => void) => countTimeInFront((ms) => (this.#spentMs += ms));

	pin = (item: Item): void => {
		this.bench.pin(item, this.player);
		this.said = m.workbench_said_pinned({ at: durationText(this.player.currentMs) });
	};

	highlight = (): Promise<void> => this.write('evidence', this.bench.highlight(this.player));

	note = (): Promise<void> => this.write('notes', this.bench.note(this.player));

	/** Shows a passage and goes to its words. */
	write = async (tab: BenchTab, passageId: string): Promise<void> => {
		this.tab = tab;
		await tick();
		document.getElementById(`note-${passageId}`)?.focus();
	};

	async save(): Promise<void> {
		this.saver?.touch();
		await this.saver?.settle();
	}

	/** The form's way to the server: checks here first, saves what is unsaved, and keeps everything when it fails. */
	enhanced: SubmitFunction = async ({ action, formData, cancel }) => {
		if (action.search === '?/draft') {
			cancel();
			return this.save();
		}
		if (action.search === '?/discard') return this.saver?.finish();
		this.bench.tried = true;
		this.problem = '';
		if (this.bench.faults.length > 0) {
			cancel();
			await tick();
			return document.getElementById('faults')?.focus();
		}
		this.busy = true;
		await this.player.listening.report();
		await this.saver?.settle();
		if (this.saver?.state === 'stale') {
			this.busy = false;
			return cancel();
		}
		const { evidence, heard, spentMs } = this.content();
		formData.set('evidence', JSON.stringify(evidence));
		formData.set('heard', JSON.stringify(heard));
		formData.set('spentMs', String(spentMs));
		if (this.saver) formData.set('version', String(this.saver.version));
		return async ({ result, update }) => {
			this.busy = false;
			if (result.type === 'redirect') {
				this.saver?.finish();
				const score = scoreText(this.bench.score.rawTenths);
				toasts.show(m.workbench_submitted_toast({ score }));
				return update();
			}
			this.problem = this.#why(result);
		};
	};

	#why(result: { type: string; data?: unknown }): string {
		if (result.type !== 'failure') return m.workbench_submit_failed();
		const { refusal, facts } = result.data as { refusal: string; facts?: Facts };
		if (facts?.underHeard) this.bench.reasonAsked = true;
		return `${refusalText(refusal, facts, this.#zone)} ${m.workbench_text_kept()}`;
	}

	/** Puts the keyboard's focus on the item in focus. */
	show = async (): Promise<void> => {
		await tick();
		const element = document.getElementById(`item-${this.bench.focusKey}`);
		element?.focus({ preventScroll: true });
		element?.scrollIntoView({ block: 'nearest' });
	};

	/** Goes to the words of the item in focus. */
	comment = async (): Promise<void> => {
		const { key } = this.bench.focused;
		this.bench.opened.add(key);
		await tick();
		document.getElementById(`comment-${key}`)?.focus();
	};
}
