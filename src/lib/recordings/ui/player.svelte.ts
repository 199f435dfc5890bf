import {
	isPlayable,
	lanesOf,
	skippedMs,
	skipTarget,
	speechStarts
} from '#lib/recordings/playable.ts';
import type { Lane, PlayableRecording } from '#lib/recordings/playable.ts';
import type { Range } from '#lib/recordings/speech.ts';
import { ChannelMixer } from './channel-mixer.svelte.ts';
import { diagnose, type SoundError } from './diagnose.ts';
import { Listening } from './listening.svelte.ts';
import { perform } from './player-actions.ts';
import { actionFor } from './player-keys.ts';
import { WavePicture } from './wave-picture.svelte.ts';

export type { Marker, PlayableRecording } from '#lib/recordings/playable.ts';

const REPORT_EVERY_MS = 10_000;

/**
 * One opened recording: its sound, its picture, what was heard of it. Times are ms from the start.
 * Made by a page, given to `Player.svelte`, which attaches the `<audio>` element; nothing is
 * fetched of the sound before the first `play`.
 */
export class PlayerState {
	readonly recording: PlayableRecording;
	readonly lanes: Lane[];
	readonly mixer: ChannelMixer;
	readonly picture: WavePicture;
	readonly listening: Listening;
	/** Playing time saved by skipping silences. */
	readonly savedMs: number;
	/** Where somebody begins to speak. */
	readonly starts: number[];

	currentMs = $state(0);
	playing = $state(false);
	/** Waiting for sound that was asked for. */
	waiting = $state(false);
	rate = $state(1);
	volume = $state(1);
	muted = $state(false);
	skipSilence = $state(false);
	/** The passage repeated; null when none. */
	loop = $state.raw<Range | null>(null);
	/** Start of a loop whose end is not set yet. */
	loopFromMs = $state<number | null>(null);
	/** Attached to its element: the methods have an effect. */
	ready = $state(false);
	error = $state<SoundError | null>(null);

	#audio: HTMLAudioElement | undefined;
	#stopAtMs: number | undefined;
	#wanted = false;

	constructor(recording: PlayableRecording, { heard = [] }: { heard?: Range[] } = {}) {
		this.recording = recording;
		this.lanes = lanesOf(recording);
		this.savedMs = skippedMs(recording.silences);
		this.starts = speechStarts(recording.voiced);
		this.mixer = new ChannelMixer(this.lanes);
		this.listening = new Listening(recording.playsUrl, heard);
		this.picture = new WavePicture(recording, this.lanes);
	}

	get durationMs(): number {
		return this.recording.durationMs;
	}

	get heard(): Range[] {
		return this.listening.heard;
	}

	/** Takes over the element until the returned function is called; that ends the play. */
	attach(audio: HTMLAudioElement): () => void {
		const ends = new AbortController();
		const on = (type: string, act: () => void) =>
			audio.addEventListener(type, act, { signal: ends.signal });
		this.#audio = audio;
		this.mixer.attach(audio);
		audio.preservesPitch = true;
		audio.playbackRate = audio.defaultPlaybackRate = this.rate;
		on('play', () => (this.playing = true));
		on('playing', () => this.#run());
		on('pause', () => this.#rest());
		on('ended', () => this.#rest());
		on('timeupdate', () => this.#follow());
		on('seeking', () => this.listening.rest());
		on('waiting', () => (this.waiting = true));
		on('error', () => void this.#fail());
		const timer = setInterval(() => void this.listening.report(), REPORT_EVERY_MS);
		addEventListener('pagehide', () => this.listening.close(), { signal: ends.signal });
		this.ready = true;
		return () => {
			ends.abort();
			clearInterval(timer);
			audio.pause();
			this.#rest();
			this.listening.close();
			this.mixer.release();
			this.ready = false;
			this.#audio = undefined;
		};
	}

	toggle() {
		if (this.playing) this.pause();
		else this.play();
	}

	/** Starts at the playhead, or at the beginning when it stands at the end. */
	play() {
		this.#stopAtMs = undefined;
		void this.#start();
	}

	pause() {
		this.#wanted = false;
		this.#audio?.pause();
	}

	/** Moves the playhead, held within the recording; a passage being played by `playRange` no longer stops at its end. */
	seek(ms: number) {
		this.#stopAtMs = undefined;
		this.#jump(ms);
	}

	nudge(deltaMs: number) {
		this.seek(this.currentMs + deltaMs);
	}

	/** Plays `[fromMs, toMs)` once and stops there. */
	playRange(fromMs: number, toMs: number) {
		this.seek(fromMs);
		this.#stopAtMs = toMs > fromMs ? toMs : undefined;
		void this.#start();
	}

	setRate(rate: number) {
		this.rate = Math.min(3, Math.max(0.5, rate));
		if (this.#audio) this.#audio.playbackRate = this.#audio.defaultPlaybackRate = this.rate;
	}

	/** 0 to 1; also ends muting. */
	setVolume(volume: number) {
		this.volume = Math.min(1, Math.max(0, volume));
		this.setMuted(false);
	}

	/** Muted sound runs on, but is not heard. */
	setMuted(muted: boolean) {
		this.muted = muted;
		if (this.#audio) Object.assign(this.#audio, { volume: this.volume, muted });
	}

	/** Sets the loop's start at the playhead; an end before it is dropped. */
	markLoopStart() {
		const [from, to] = [Math.round(this.currentMs), this.loop?.[1]];
		this.loop = to !== undefined && to > from ? [from, to] : null;
		this.loopFromMs = from;
	}

	/** Sets the loop's end at the playhead; without a start it begins at 0. */
	markLoopEnd() {
		const [from, to] = [this.loopFromMs ?? 0, Math.round(this.currentMs)];
		if (to <= from) return;
		this.loop = [from, to];
		this.loopFromMs = from;
	}

	clearLoop() {
		this.loop = this.loopFromMs = null;
	}

	/** Acts on a key of the player's table; false leaves it to others. */
	handleKey(event: KeyboardEvent): boolean {
		const action = actionFor(event);
		if (!action || !this.ready) return false;
		event.preventDefault();
		perform(this, action);
		return true;
	}

	async #start() {
		const audio = this.#audio;
		if (!audio || !isPlayable(this.recording)) return;
		this.#wanted = this.waiting = true;
		if (this.error) audio.load();
		this.error = (this.listening.isOpen ? undefined : await this.listening.open()) ?? null;
		if (this.error || !this.#wanted) {
			this.waiting = false;
			return;
		}
		if (this.currentMs >= this.durationMs - 50) this.#jump(0);
		await this.mixer.wake();
		// A refusal to play arrives as an `error` event as well, where its cause is looked for.
		await audio.play().catch(() => (this.waiting = false));
	}

	#jump(ms: number) {
		const audio = this.#audio;
		this.currentMs = Math.min(this.durationMs, Math.max(0, ms));
		if (!audio) return;
		audio.currentTime = this.currentMs / 1000;
		// Before the first play no event tells the picture.
		if (audio.readyState === 0) audio.dispatchEvent(new Event('timeupdate'));
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

	#rest() {
		this.#follow();
		this.playing = this.waiting = false;
		this.listening.rest();
	}

	#follow() {
		const audio = this.#audio;
		if (!audio) return;
		const ms = audio.currentTime * 1000;
		const runs = this.playing && !audio.seeking;
		this.currentMs = Math.min(ms, this.durationMs);
		const silent = audio.muted || audio.volume === 0 || this.mixer.silent;
		this.listening.look(ms, audio.playbackRate, runs && !silent);
		if (!runs) return;
		if (this.#stopAtMs !== undefined && ms >= this.#stopAtMs) return this.#stop(this.#stopAtMs);
		if (this.loop && ms >= this.loop[1]) return this.#jump(this.loop[0]);
		const target = this.skipSilence ? skipTarget(this.recording.silences, ms) : undefined;
		if (target !== undefined) this.#jump(target);
	}

	#stop(ms: number) {
		this.pause();
		this.seek(ms);
	}

	async #fail() {
		this.#rest();
		this.#wanted = false;
		this.error = await diagnose(this.recording.audioUrl);
	}
}
