import { unionRanges } from '#lib/shared/duration.ts';
import { heardBetween, type PlayReport } from '#lib/recordings/play.ts';
import type { Range } from '#lib/recordings/speech.ts';

export type ListeningError = 'signed-out' | 'not-allowed' | 'offline';

/** A paused player tells that it is still there for so long; later the server closes its play. */
const KEEP_ALIVE_MS = 10 * 60_000;
const KEEP_ALIVE_EVERY_MS = 60_000;

/** What was really heard in this player, and the play log's end in the browser. */
export class Listening {
	/** Union of heard ranges, with those of earlier plays that it was made with. */
	heard = $state.raw<Range[]>([]);
	#playsUrl: string;
	#playId: string | undefined;
	#unsent: Range[] = [];
	#last: { ms: number; at: number } | undefined;
	#sentAt = 0;
	#activeAt = 0;

	constructor(playsUrl: string, heardBefore: Range[] = []) {
		this.#playsUrl = playsUrl;
		this.heard = unionRanges(heardBefore);
	}

	/** Looks at the playhead; `counts` is false while nothing can be heard (muted, seeking). */
	look(ms: number, rate: number, counts: boolean) {
		const now = { ms, at: performance.now() };
		const run = counts && this.#last ? heardBetween(this.#last, now, rate) : undefined;
		this.#last = counts ? now : undefined;
		if (!run) return;
		this.#activeAt = now.at;
		const last = this.#unsent.at(-1);
		if (last && last[1] === run[0]) last[1] = run[1];
		else this.#unsent.push(run);
	}

	/** The sound stopped or jumped: the next look begins a new run. */
	rest() {
		this.#last = undefined;
		this.show();
	}

	/** Takes what was heard since into `heard`; not on every frame, the bar needs no more than a few a second. */
	show() {
		if (this.#unsent.length > 0) this.heard = unionRanges([...this.heard, ...this.#unsent]);
	}

	get isOpen(): boolean {
		return this.#playId !== undefined;
	}

	/** Opens a play unless one is open; the sound is asked for only after that. */
	async open(): Promise<ListeningError | undefined> {
		if (this.#playId) return undefined;
		try {
			const response = await fetch(this.#playsUrl, { method: 'POST' });
			if (response.status === 401 || response.redirected) return 'signed-out';
			if (!response.ok) return response.status < 500 ? 'not-allowed' : 'offline';
			this.#playId = ((await response.json()) as { playId: string }).playId;
			this.#sentAt = this.#activeAt = performance.now();
			return undefined;
		} catch {
			return 'offline';
		}
	}

	/** Sends what is new, or a sign of life; called every ten seconds. Unsent ranges wait for the next time when the network is away. */
	async report(): Promise<void> {
		const [now, playId] = [performance.now(), this.#playId];
		const quiet = this.#unsent.length === 0;
		const alive = now - this.#activeAt < KEEP_ALIVE_MS && now - this.#sentAt > KEEP_ALIVE_EVERY_MS;
		if (!playId || (quiet && !alive)) return;
		const ranges = this.#take();
		this.#sentAt = now;
		try {
			const response = await this.#send(playId, { ranges, closing: false });
			if (response.status === 409) this.#playId = undefined;
		} catch {
			this.#unsent = [...ranges, ...this.#unsent];
		}
	}

	/** Ends the play as the page goes away; the next sound opens another. */
	close() {
		const playId = this.#playId;
		if (!playId) return;
		this.#playId = undefined;
		this.rest();
		const body = JSON.stringify({ ranges: this.#take(), closing: true } satisfies PlayReport);
		navigator.sendBeacon(this.#url(playId), new Blob([body], { type: 'application/json' }));
	}

	#take(): Range[] {
		this.show();
		const ranges = unionRanges(this.#unsent);
		this.#unsent = [];
		return ranges;
	}

	#url = (playId: string) => `${this.#playsUrl}/${playId}`;

	#send(playId: string, report: PlayReport) {
		return fetch(this.#url(playId), {
			method: 'POST',
			keepalive: true,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(report)
		});
	}
}
