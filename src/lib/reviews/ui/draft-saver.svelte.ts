import type { DraftContent } from '#lib/reviews/draft.ts';
import type { Facts } from '#lib/shared/decision.ts';

export type SaveState =
	'clean' | 'unsaved' | 'saving' | 'offline' | 'signed-out' | 'stale' | 'refused';

interface SaverOptions {
	url: string;
	assignmentId: string | null;
	version: number;
	savedAt: Date | null;
	/** What to save, read at the moment of saving. */
	content: () => DraftContent;
}

const AFTER_MS = 800;
const AGAIN_MS = 3000;

/** Saves the draft by itself: 0.8 s after a change, again every 3 s while the server is out of reach. Nothing typed is ever dropped. */
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
	#options: SaverOptions;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running: Promise<void> | undefined;
	#changed = false;
	#closed = false;

	constructor(options: SaverOptions) {
		this.#options = options;
		this.version = options.version;
		this.savedAt = options.savedAt?.toISOString() ?? '';
	}

	/** Something changed: saves soon. */
	touch() {
		this.#changed = true;
		if (this.state === 'stale' || this.#closed) return;
		if (this.state === 'clean') this.state = 'unsaved';
		this.#plan(AFTER_MS);
	}

	/** Saves at once what is unsaved and waits for it. */
	async settle(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#running;
		if (this.#changed && this.state !== 'stale') await this.#save();
	}

	/** Writes this page's text over what was saved elsewhere; a choice of the reviewer. */
	async keepMine(): Promise<void> {
		this.state = 'unsaved';
		this.#changed = true;
		await this.settle();
	}

	/** Nothing more is saved: the review was submitted or the page is left. */
	close() {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	/** The page is being hidden or left: sends what is unsaved without waiting. */
	flush() {
		if (this.#changed && !this.#closed && this.state !== 'stale') void this.#save(true);
	}

	#plan(ms: number) {
		clearTimeout(this.#timer);
		if (!this.#closed) this.#timer = setTimeout(() => void this.settle(), ms);
	}

	async #save(keepalive = false): Promise<void> {
		this.#changed = false;
		this.state = 'saving';
		this.#running = this.#send(keepalive).finally(() => (this.#running = undefined));
		await this.#running;
	}

	async #send(keepalive: boolean): Promise<void> {
		const { url, assignmentId, content } = this.#options;
		const body = JSON.stringify({
			version: this.version,
			assignmentId: assignmentId ?? undefined,
			content: content()
		});
		const headers = { 'content-type': 'application/json' };
		const response = await fetch(url, { method: 'PUT', headers, body, keepalive }).catch(
			() => undefined
		);
		if (!response || response.status >= 500) return this.#again('offline');
		if (response.status === 401) return this.#again('signed-out');
		const answer = (await response.json().catch(() => ({}))) as Answer;
		if (response.status === 409) return this.#refused(answer);
		if (!response.ok || answer.version === undefined) return this.#refused(answer);
		this.version = answer.version;
		this.savedAt = answer.savedAt ?? '';
		this.state = this.#changed ? 'unsaved' : 'clean';
		if (this.#changed) this.#plan(AFTER_MS);
	}

	#again(state: 'offline' | 'signed-out') {
		this.state = state;
		this.#changed = true;
		this.#plan(AGAIN_MS);
	}

	#refused({ refusal, facts }: Answer) {
		this.#changed = true;
		this.refusal = refusal ?? 'not-allowed';
		this.facts = facts ?? {};
		this.state = refusal === 'stale-draft' ? 'stale' : 'refused';
		// Known from now on, so that "keep mine" is one more save.
		if (this.state === 'stale') this.version = Number(facts?.version ?? 0);
	}
}

interface Answer {
	version?: number;
	savedAt?: string;
	refusal?: string;
	facts?: Facts;
}
