import { sameDraft, type Side } from '#lib/reviews/draft-merge.ts';
import type { DraftContent } from '#lib/reviews/draft.ts';
import type { Facts } from '#lib/shared/decision.ts';
import { watchConnection, type Connection } from './connection.ts';
import { copyKeeper, type CopyKeeper } from './copy-keeper.ts';
import { DraftChoice, type Question } from './draft-choice.svelte.ts';
import type { SaverOptions, SaveState } from './saver-options.ts';
import { draftRequests, type Answer, type Away } from './draft-requests.ts';

const AFTER_MS = 700;
/** However long somebody types on, so long after the first change it is saved. */
const AT_LATEST_MS = 1500;
const AGAIN_MS = 3000;

/**
 * Saves the draft by itself: within 1.5 s of a change on the server, within 0.3 s in the browser's
 * storage, again every 3 s while the server is out of reach. Nothing typed is ever dropped: what
 * was saved elsewhere is merged, or the person is asked.
 */
export class DraftSaver {
	state: SaveState = $state('clean');
	/** When the server last saved it, as it wrote it (ISO 8601); empty before the first save. */
	savedAt = $state('');
	/** Version that the server holds; 0 before the first save. */
	version = $state(0);
	/** Why the server refused, by the name of the refusal. */
	refusal = $state('');
	/** Facts of the refusal, such as who was faster. */
	facts: Facts = $state.raw({});
	/** Something typed before, in a tab that was closed or cut off, was put back. */
	restored = $state(false);
	#content: () => DraftContent;
	#userId: string;
	#requests: ReturnType<typeof draftRequests>;
	#copies: CopyKeeper;
	#choice: DraftChoice;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running: Promise<void> | undefined;
	#base: DraftContent;
	/** Sent last, and not known whether it arrived. */
	#sent: DraftContent | null = null;
	/** When the oldest change that is not saved was made; undefined when all is. */
	#changedAt: number | undefined;
	#closed = false;

	constructor(options: SaverOptions) {
		const { saved, content, show, version, savedAt, userId } = options;
		this.#content = content;
		this.#userId = userId;
		this.#base = saved;
		this.#requests = draftRequests(options);
		this.#copies = copyKeeper(options, () => ({
			base: this.#base,
			sent: this.#sent,
			mine: content()
		}));
		this.#choice = new DraftChoice(content, (merged) => {
			show(merged);
			this.touch();
		});
		this.version = version;
		this.savedAt = savedAt?.toISOString() ?? '';
	}

	/** What the person must choose before more is saved. */
	get question(): Question | undefined {
		return this.#choice.question;
	}

	/** Takes up what was left unsaved and watches the connection, until the returned function is called. */
	open(): () => void {
		for (const { base, sent, mine } of this.#copies.left()) {
			const theirs = this.#content();
			if (sameDraft(mine, theirs)) continue;
			this.restored = true;
			const from = sent && sameDraft(sent, this.#base) ? sent : base;
			this.#choice.settle({ base: from, mine, theirs });
		}
		if (this.question) this.state = 'stale';
		else if (this.#changedAt === undefined) this.#copies.drop();
		const stop = watchConnection(this.#userId, (found) => this.#found(found));
		return () => {
			stop();
			this.close();
		};
	}

	/** Something changed: saves soon. */
	touch() {
		if (this.#closed) return;
		this.#changedAt ??= Date.now();
		this.#copies.soon();
		if (this.question) return;
		if (this.state === 'clean') this.state = 'unsaved';
		this.#plan(Math.min(AFTER_MS, this.#changedAt + AT_LATEST_MS - Date.now()));
	}

	/** Saves at once what is unsaved and waits for it. */
	async settle(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#running;
		if (this.#changedAt !== undefined && !this.question && !this.#closed) await this.#save();
	}

	/** Takes one side where both changed the same. */
	async choose(side: Side): Promise<void> {
		this.#choice.choose(side);
		if (!this.question) this.state = 'unsaved';
		await this.settle();
	}

	/** Nothing more is saved: the page is left. */
	close() {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#copies.stop();
	}

	/** The review was submitted or the draft thrown away: nothing of it stays on this machine. */
	finish() {
		this.close();
		this.#copies.drop();
	}

	/** The page is being hidden or left: keeps here what is unsaved, and sends it without waiting. */
	flush() {
		if (this.#changedAt === undefined || this.#closed) return;
		this.#copies.now();
		if (!this.question) void this.#save(true);
	}

	#plan(ms: number) {
		clearTimeout(this.#timer);
		if (!this.#closed) this.#timer = setTimeout(() => void this.settle(), Math.max(0, ms));
	}

	async #save(keepalive = false): Promise<void> {
		this.#changedAt = undefined;
		this.state = 'saving';
		this.#running = this.#send(keepalive).finally(() => (this.#running = undefined));
		await this.#running;
	}

	async #send(keepalive: boolean): Promise<void> {
		const content = (this.#sent = this.#content());
		const answer = await this.#requests.put(this.version, content, keepalive);
		if (typeof answer === 'string') return this.#again(answer);
		if (answer.refusal === 'stale-draft') return this.#catchUp();
		if (answer.version === undefined) return this.#refused(answer);
		this.#saved(content, answer);
		this.state = this.#changedAt === undefined ? 'clean' : 'unsaved';
		if (this.#changedAt === undefined) this.#copies.drop();
		else this.touch();
	}

	#saved(content: DraftContent, { version = 0, savedAt }: Answer) {
		this.#base = content;
		this.#sent = null;
		this.version = version;
		this.savedAt = savedAt ?? '';
	}

	/** Somebody saved since, in another tab or on another machine; one discarded there begins anew here. */
	async #catchUp(): Promise<void> {
		const answer = await this.#requests.get();
		if (typeof answer === 'string') return this.#again(answer);
		const theirs = answer.content ?? this.#base;
		const base = this.#sent && sameDraft(this.#sent, theirs) ? this.#sent : this.#base;
		this.#saved(theirs, answer);
		this.#changedAt = Date.now();
		this.state = 'unsaved';
		this.#choice.settle({ base, theirs });
		if (this.question) this.state = 'stale';
	}

	#again(state: Away) {
		this.state = state;
		this.#changedAt ??= Date.now();
		this.#copies.now();
		this.#plan(AGAIN_MS);
	}

	#refused({ refusal, facts }: Answer) {
		this.#changedAt ??= Date.now();
		this.refusal = refusal ?? 'not-allowed';
		this.facts = facts ?? {};
		this.state = 'refused';
	}

	/** What a look at the connection found. */
	#found(found: Connection) {
		if (this.#closed || this.state === 'stale' || this.state === 'refused') return;
		const away = this.state === 'offline' || this.state === 'signed-out';
		if (found !== 'fine') this.state = found;
		else if (away && !this.#running) {
			this.state = this.#changedAt === undefined ? 'clean' : 'unsaved';
			void this.settle();
		}
	}
}
