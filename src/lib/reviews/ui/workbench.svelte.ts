import { SvelteSet } from 'svelte/reactivity';
import type { Range } from '#lib/recordings/speech.ts';
import { pinnedPassage, type Passage } from '#lib/reviews/evidence.ts';
import { answersOf, type DraftContent, type DraftEvidence } from '#lib/reviews/draft.ts';
import { scoreReview } from '#lib/reviews/scoring.ts';
import { submissionFaults, type Fault, type Hearing } from '#lib/reviews/submission.ts';
import { answerByDigit, flawlessAnswer, isFailed, NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import { shownItems } from '#lib/rubric/condition.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';

/** Where the sound stands: what a pin takes its passage from. */
interface Playhead {
	currentMs: number;
	loop: Passage | null;
}

/** What there is to hear, what is asked for, and what was heard so far. */
interface ToHear extends Pick<Hearing, 'speech' | 'minimum'> {
	heard: () => readonly Range[];
}

type Given = DraftContent['answers'][string];

const nothing: ToHear = { speech: [], minimum: 0, heard: () => [] };

/** One review being filled in: answers, evidence, the item in focus, and what follows from them. */
export class Workbench {
	readonly form: Form;
	readonly items: Item[];
	readonly durationMs: number;
	/** Nothing can be changed: what stands is shown. */
	readonly locked: boolean;
	content: DraftContent;
	/** Key of the item that keys act on. */
	focusKey = $state('');
	/** Raised by every change; the saver looks at it. */
	changes = $state(0);
	/** Keys of items whose words were opened without a finding. */
	readonly opened = new SvelteSet<string>();
	/** Faults are shown only after somebody tried to submit. */
	tried = $state(false);
	/** The server knows of less that was heard than this page, and asks why. */
	reasonAsked = $state(false);

	readonly #toHear: ToHear;

	constructor(
		form: Form,
		content: DraftContent,
		durationMs: number,
		{ locked = false, toHear = nothing }: { locked?: boolean; toHear?: ToHear } = {}
	) {
		this.locked = locked;
		this.#toHear = toHear;
		this.form = form;
		this.items = itemsOf(form);
		this.durationMs = durationMs;
		this.content = $state(content);
		this.focusKey = (this.shown.find((item) => !this.isAnswered(item)) ?? this.items[0]!).key;
	}

	/** The items that are asked now, in the order of the form. */
	shown: Item[] = $derived.by(() => shownItems(this.form, answersOf(this.content)));
	/** Findings and highlights. */
	passages = $derived.by(() => this.content.evidence.filter(({ kind }) => kind !== 'note'));
	notes = $derived.by(() => this.content.evidence.filter(({ kind }) => kind === 'note'));
	score = $derived.by(() => scoreReview(this.form, answersOf(this.content)));
	faults: Fault[] = $derived.by(() => {
		const { heard, ...asked } = this.#toHear;
		const content = { ...this.content, heard: [...heard()] };
		return submissionFaults(this.form, content, { durationMs: this.durationMs, ...asked });
	});
	shownFaults: Fault[] = $derived.by(() => (this.tried ? this.faults : []));

	given(item: Item): Given {
		return this.content.answers[item.key] ?? { answer: null, comment: '' };
	}

	isShown = (item: Item): boolean => this.shown.includes(item);
	isAnswered = (item: Item): boolean => this.given(item).answer !== null;
	isFailed = (item: Item): boolean => isFailed(item, this.given(item).answer ?? undefined);

	evidenceOf = (item: Item): DraftEvidence[] =>
		this.content.evidence.filter((entry) => entry.itemKey === item.key);

	faultsOf = (item: Item): Fault[] =>
		this.shownFaults.filter((fault) => 'itemKey' in fault && fault.itemKey === item.key);

	/** Sets part of what is given to an item. */
	give(item: Item, part: Partial<Given>) {
		this.content.answers[item.key] = { ...this.given(item), ...part };
		this.changes++;
	}

	/** Sets words about the call as a whole. */
	setWords(words: Partial<Pick<DraftContent, 'comment' | 'privateComment' | 'underHeardReason'>>) {
		Object.assign(this.content, words);
		this.changes++;
	}

	/** Answers the item in focus by a digit key; a good answer moves on to the next open item, a finding stays for its words. */
	answerByDigit(digit: number) {
		const answer = answerByDigit(this.focused, digit);
		if (answer !== undefined) this.#answer(answer as Given['answer']);
	}

	notApplicable() {
		if (this.focused.naAllowed) this.#answer(NOT_APPLICABLE);
	}

	/** Gives every open item what a flawless, ordinary call gets; the focus goes to the first that stays open. */
	answerFlawless() {
		for (const item of this.items) {
			// Answering one may bring another to light.
			if (!this.isShown(item)) continue;
			const answer = flawlessAnswer(item) as Given['answer'] | undefined;
			if (!this.isAnswered(item) && answer !== undefined) this.give(item, { answer });
		}
		this.#focusNextOpen(-1);
	}

	move(by: 1 | -1) {
		const index = this.shown.indexOf(this.focused) + by;
		this.focusKey = this.shown[Math.min(this.shown.length - 1, Math.max(0, index))]!.key;
	}

	/** The number an item is called by, from 1; it keeps it while others are hidden. */
	numberOf = (item: Item): number => this.items.indexOf(item) + 1;

	/** Goes to the item of a number; false when it is not asked. */
	goTo(number: number): boolean {
		const item = this.shown.find((shown) => this.numberOf(shown) === number);
		if (item) this.focusKey = item.key;
		return item !== undefined;
	}

	get focused(): Item {
		return this.shown.find((item) => item.key === this.focusKey) ?? this.shown[0]!;
	}

	/** Pins the loop, or the passage around the playhead, to an item. */
	pin(item: Item, at: Playhead) {
		this.#add({ kind: 'finding', itemKey: item.key }, at);
	}

	/** Marks a praiseworthy passage; the id of the new entry, so that its note can be typed. */
	highlight(at: Playhead): string {
		return this.#add({ kind: 'highlight', itemKey: null }, at);
	}

	/** Remarks on a passage; the id of the new entry. */
	note(at: Playhead): string {
		return this.#add({ kind: 'note', itemKey: null }, at);
	}

	changeEvidence(
		id: string,
		part: Partial<Pick<DraftEvidence, 'fromMs' | 'toMs' | 'note' | 'private'>>
	) {
		const entry = this.content.evidence.find((candidate) => candidate.id === id);
		if (!entry) return;
		const next = { ...entry, ...part };
		if (next.fromMs < 0 || next.toMs <= next.fromMs || next.toMs > this.durationMs) return;
		Object.assign(entry, part);
		this.changes++;
	}

	removeEvidence(id: string) {
		this.content.evidence = this.content.evidence.filter((entry) => entry.id !== id);
		this.changes++;
	}

	#answer(answer: Given['answer']) {
		const item = this.focused;
		this.give(item, { answer });
		if (!this.isFailed(item)) this.#focusNextOpen(this.items.indexOf(item));
	}

	/** The first open item after `index`, else before it, else stays. */
	#focusNextOpen(index: number) {
		const open = this.shown.filter((item) => !this.isAnswered(item));
		const next = open.find((item) => this.items.indexOf(item) > index) ?? open[0];
		if (next) this.focusKey = next.key;
	}

	#add(entry: Pick<DraftEvidence, 'kind' | 'itemKey'>, { loop, currentMs }: Playhead): string {
		const [fromMs, toMs] = pinnedPassage(loop, currentMs, this.durationMs);
		const id = `e${Date.now().toString(36)}${this.content.evidence.length}`;
		this.content.evidence.push({ ...entry, id, fromMs, toMs, note: '' });
		this.content.evidence.sort((a, b) => a.fromMs - b.fromMs);
		this.changes++;
		return id;
	}
}
