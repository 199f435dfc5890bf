import type { Lane } from '#lib/recordings/playable.ts';

/**
 * The volume of the whole and of each lane. The audio graph is made when a lane is first changed; until then the
 * element plays by itself, so that a browser without Web Audio loses nothing but this.
 */
export class ChannelMixer {
	readonly lanes: readonly Lane[];
	/** Of the whole, 0 to 1. */
	volume = $state(1);
	/** Muted sound runs on, but is not heard. */
	muted = $state(false);
	#volumes = $state<Record<number, number>>({});
	#muted = $state<Record<number, boolean>>({});
	#audio: HTMLAudioElement | undefined;
	#context: AudioContext | undefined;
	#gains: GainNode[] = [];

	constructor(lanes: readonly Lane[]) {
		this.lanes = lanes;
	}

	/** Nothing can be heard, whatever plays. */
	get silent(): boolean {
		if (this.muted || this.volume === 0) return true;
		return this.lanes.every(({ channel }) => this.gainOf(channel) === 0);
	}

	attach(audio: HTMLAudioElement) {
		this.#audio = audio;
		this.setAllMuted(this.muted);
	}

	release() {
		void this.#context?.close();
		this.#audio = this.#context = undefined;
		this.#gains = [];
	}

	/** A context made outside a click may sleep; the press of play wakes it. */
	async wake() {
		if (this.#context?.state === 'suspended') await this.#context.resume();
	}

	/** 0 to 1; also ends the muting of the whole. */
	setAll(volume: number) {
		this.volume = Math.min(1, Math.max(0, volume));
		this.setAllMuted(false);
	}

	setAllMuted(muted: boolean) {
		this.muted = muted;
		if (this.#audio) Object.assign(this.#audio, { volume: this.volume, muted });
	}

	/** 0 to 1. */
	volumeOf(channel: number): number {
		return this.#volumes[channel] ?? 1;
	}

	isMuted(channel: number): boolean {
		return this.#muted[channel] ?? false;
	}

	/** 0 to 1; also ends the lane's muting. */
	setVolume(channel: number, volume: number) {
		this.#volumes[channel] = Math.min(1, Math.max(0, volume));
		this.setMuted(channel, false);
	}

	setMuted(channel: number, muted: boolean) {
		this.#muted[channel] = muted;
		this.#connect();
		const gain = this.#gains[channel];
		// A jump of the volume clicks: 10 ms are not heard as a fade.
		gain?.gain.setTargetAtTime(this.gainOf(channel), this.#context!.currentTime, 0.01);
	}

	gainOf(channel: number): number {
		return this.isMuted(channel) ? 0 : this.volumeOf(channel);
	}

	#connect() {
		if (this.#context || !this.#audio) return;
		const context = new AudioContext();
		const channels = this.lanes.length;
		const splitter = context.createChannelSplitter(channels);
		const merger = context.createChannelMerger(channels);
		context.createMediaElementSource(this.#audio).connect(splitter);
		this.#gains = Array.from({ length: channels }, (_, channel) => {
			const gain = context.createGain();
			splitter.connect(gain, channel);
			gain.connect(merger, 0, channel);
			return gain;
		});
		merger.connect(context.destination);
		this.#context = context;
	}
}
