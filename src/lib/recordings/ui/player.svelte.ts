import { isPlayable, lanesOf, skippedMs, skipTarget } from '#lib/recordings/playable.ts';
import type { Lane, PlayableRecording } from '#lib/recordings/playable.ts';
import type { Range } from '#lib/recordings/speech.ts';
import { remapped, type OwnKeys } from '#lib/ui/shell/key-map.ts';
import { ChannelMixer } from './channel-mixer.svelte.ts';
import { actionFor } from './key-press.ts';
import { Listening } from './listening.svelte.ts';
import { PlayLoop } from './loop.svelte.ts';
import { perform } from './player-actions.ts';
import { playerKeys } from './player-keys.ts';
import { SoundTrouble } from './sound-trouble.svelte.ts';
import { Sound } from './sound.svelte.ts';
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
	readonly passage = new PlayLoop();
	/** What is wrong with the sound. */
	readonly trouble: SoundTrouble;
	/** Playing time saved by skipping silences. */
	readonly savedMs: number;

	skipSilence = $state(false);
	/** The dialog of the keys is open. */
	helping = $state(false);
	/** The reader's own keys. */
	ownKeys = $state.raw<OwnKeys>({});
	keys = $derived(remapped(playerKeys, this.ownKeys));
	/** What a page does when the listener marks a moment; without it there is no such key. */
	onmark: ((ms: number) => void) | undefined;

	#sound: Sound;
	#stopAtMs: number | undefined;
	#wanted = false;

	constructor(recording: PlayableRecording, { heard = [] }: { heard?: Range[] } = {}) {
		this.recording = recording;
		this.lanes = lanesOf(recording);
		this.savedMs = skippedMs(recording.silences);
		this.mixer = new ChannelMixer(this.lanes);
		this.listening = new Listening(recording.playsUrl, heard);
		this.picture = new WavePicture(recording, this.lanes);
		this.trouble = new SoundTrouble(recording);
		this.#sound = new Sound(recording.durationMs, {
			look: (ms, rate, runs) => this.#look(ms, rate, runs),
			rest: () => this.listening.rest(),
			fail: (error) => void this.#fail(error)
		});
	}

	get durationMs(): number {
		return this.recording.durationMs;
	}

	get currentMs(): number {
		return this.#sound.currentMs;
	}

	get playing(): boolean {
		return this.#sound.playing;
	}

	/** Waiting for sound that was asked for. */
	get waiting(): boolean {
		return this.#sound.waiting;
	}

	get rate(): number {
		return this.#sound.rate;
	}

	/** Attached to its element: the methods have an effect. */
	get ready(): boolean {
		return this.#sound.ready;
	}

	get heard(): Range[] {
		return this.listening.heard;
	}

	/** The passage repeated; null when none. */
	get loop(): Range | null {
		return this.passage.range;
	}

	/** Takes over the element until the returned function is called; that ends the play. */
	attach(audio: HTMLAudioElement): () => void {
		const leaving = () => this.listening.close();
		const timer = setInterval(() => void this.listening.report(), REPORT_EVERY_MS);
		addEventListener('pagehide', leaving);
		this.mixer.attach(audio);
		const release = this.#sound.attach(audio);
		const unwatch = this.trouble.watch(this);
		return () => {
			unwatch();
			removeEventListener('pagehide', leaving);
			clearInterval(timer);
			release();
			this.listening.close();
			this.mixer.release();
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
		this.#sound.pause();
	}

	/** Moves the playhead, held within the recording; a passage being played by `playRange` no longer stops at its end. */
	seek(ms: number) {
		this.#stopAtMs = undefined;
		this.#sound.jump(ms);
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
		this.#sound.setRate(rate);
	}

	/** Acts on a key of the player's table; false leaves it to others. */
	handleKey(event: KeyboardEvent): boolean {
		const action = actionFor(this.keys, event);
		if (!action || !this.ready || (action.does === 'mark' && !this.onmark)) return false;
		event.preventDefault();
		perform(this, action);
		return true;
	}

	async #start() {
		if (!this.ready || !isPlayable(this.recording)) return;
		this.#wanted = this.#sound.waiting = true;
		const { trouble, listening } = this;
		const again = trouble.error !== null;
		if (again) this.#sound.reload();
		const opens = again || !listening.isOpen;
		trouble.error = (await listening.open()) ?? null;
		if (trouble.error || !this.#wanted) {
			this.#sound.waiting = false;
			return;
		}
		if (opens) void trouble.look();
		await this.mixer.wake();
		await this.#sound.play();
	}

	#look(ms: number, rate: number, runs: boolean) {
		this.listening.look(ms, rate, runs && !this.mixer.silent);
		if (!runs) return;
		if (this.#stopAtMs !== undefined && ms >= this.#stopAtMs) return this.#stop(this.#stopAtMs);
		const skip = this.skipSilence ? skipTarget(this.recording.silences, ms) : undefined;
		const target = this.passage.restart(ms) ?? skip;
		if (target !== undefined) this.#sound.jump(target);
	}

	#stop(ms: number) {
		this.pause();
		this.seek(ms);
	}

	async #fail(error: MediaError | null) {
		this.#sound.rest();
		this.#wanted = false;
		await this.trouble.explain(error);
	}
}
