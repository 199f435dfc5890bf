/** What follows the sound: looked at on every frame and event. */
interface Follower {
	/** `runs` is false while it stands or seeks. */
	look: (ms: number, rate: number, runs: boolean) => void;
	/** It stopped or jumps: what comes next is another run. */
	rest: () => void;
	/** The element gave up. */
	fail: (error: MediaError | null) => void;
}

/** The `<audio>` element: what it does at the moment, and the orders that it takes. Times are ms. */
export class Sound {
	currentMs = $state(0);
	playing = $state(false);
	/** Waiting for sound that was asked for. */
	waiting = $state(false);
	rate = $state(1);
	/** Attached to its element: orders have an effect. */
	ready = $state(false);

	readonly durationMs: number;
	#audio: HTMLAudioElement | undefined;
	#follower: Follower;

	constructor(durationMs: number, follower: Follower) {
		this.durationMs = durationMs;
		this.#follower = follower;
	}

	/** Takes over the element until the returned function is called. */
	attach(audio: HTMLAudioElement): () => void {
		const ends = new AbortController();
		const on = (type: string, act: () => void) =>
			audio.addEventListener(type, act, { signal: ends.signal });
		this.#audio = audio;
		audio.preservesPitch = true;
		audio.playbackRate = audio.defaultPlaybackRate = this.rate;
		on('play', () => (this.playing = true));
		on('playing', () => this.#run());
		on('pause', () => this.rest());
		on('ended', () => this.rest());
		on('timeupdate', () => this.#follow());
		on('seeking', () => this.#follower.rest());
		on('waiting', () => (this.waiting = true));
		on('error', () => this.#follower.fail(audio.error));
		this.ready = true;
		return () => {
			ends.abort();
			audio.pause();
			this.rest();
			this.ready = false;
			this.#audio = undefined;
		};
	}

	/** Plays on from the playhead, or from the beginning when it stands at the end. */
	async play() {
		if (this.currentMs >= this.durationMs - 50) this.jump(0);
		// A refusal to play arrives as an `error` event as well, where its cause is looked for.
		await this.#audio?.play().catch(() => (this.waiting = false));
	}

	pause() {
		this.#audio?.pause();
	}

	/** Asks for the sound anew after an error; the playhead stays where it is. */
	reload() {
		const ms = this.currentMs;
		this.#audio?.load();
		this.jump(ms);
	}

	/** Held within the recording. */
	jump(ms: number) {
		const audio = this.#audio;
		this.currentMs = Math.min(this.durationMs, Math.max(0, ms));
		if (!audio) return;
		audio.currentTime = this.currentMs / 1000;
		// Before the first play no event tells the picture.
		if (audio.readyState === 0) audio.dispatchEvent(new Event('timeupdate'));
	}

	/** Held between 0.5 and 3; the pitch stays. */
	setRate(rate: number) {
		this.rate = Math.min(3, Math.max(0.5, rate));
		if (this.#audio) this.#audio.playbackRate = this.#audio.defaultPlaybackRate = this.rate;
	}

	/** It stands: nothing runs, nothing is waited for. */
	rest() {
		this.#follow();
		this.playing = this.waiting = false;
		this.#follower.rest();
	}

	#run() {
		this.waiting = false;
		const frame = () => {
			if (!this.playing) return;
			this.#follow();
			requestAnimationFrame(frame);
		};
		requestAnimationFrame(frame);
	}

	#follow() {
		const audio = this.#audio;
		if (!audio) return;
		const ms = audio.currentTime * 1000;
		this.currentMs = Math.min(ms, this.durationMs);
		this.#follower.look(ms, audio.playbackRate, this.playing && !audio.seeking);
	}
}
