import type { Lane, LaneSide } from '#lib/recordings/playable.ts';

interface Level {
	volume: number;
	muted: boolean;
}
type Levels = Partial<Record<LaneSide, Level>>;

/**
 * The volume of the whole and of each lane. The audio graph is made when a lane is first changed;
 * until then the element plays by itself, so that a browser without Web Audio loses nothing but this.
 */
export class ChannelMixer {
	readonly lanes: readonly Lane[];
	/** Of the whole, 0 to 1. */
	volume = $state(1);
	/** Muted sound runs on, but is not heard. */
	muted = $state(false);
	/** Of the lanes that were ever changed, by whose they are; also those that this recording has not. */
	levels = $state.raw<Levels>({});
	#audio: HTMLAudioElement | undefined;
	#context: AudioContext | undefined;
	#gains: GainNode[] = [];

	constructor(lanes: readonly Lane[]) {
		this.lanes = lanes;
	}

	/** Nothing can be heard, whatever plays. */
	get silent(): boolean {
		if (this.muted || this.volume === 0) return true;
		return this.lanes.every((lane) => this.gainOf(lane) === 0);
	}

	/** Some lane is not as loud as it was recorded. */
	get changed(): boolean {
		return this.lanes.some((lane) => this.gainOf(lane) < 1);
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

	/** Before every play: a context made outside a click may sleep. */
	async wake() {
		if (this.changed) this.#connect();
		if (this.#context?.state === 'suspended') await this.#context.resume();
	}

	/** As it was left the last time. */
	restore({ volume, muted }: Level, levels: Levels) {
		this.levels = levels;
		this.volume = volume;
		this.setAllMuted(muted);
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

	/** 0 to 1; also ends the lane's muting. */
	setVolume(lane: Lane, volume: number) {
		this.#set(lane, { volume: Math.min(1, Math.max(0, volume)), muted: false });
	}

	setMuted(lane: Lane, muted: boolean) {
		this.#set(lane, { volume: this.levels[lane.side]?.volume ?? 1, muted });
	}

	isMuted(lane: Lane): boolean {
		return this.#levelOf(lane)?.muted ?? false;
	}

	gainOf(lane: Lane): number {
		const level = this.#levelOf(lane);
		return level?.muted ? 0 : (level?.volume ?? 1);
	}

	/** A single lane has no level of its own: there would be nothing to set it back with. */
	#levelOf({ side }: Lane): Level | undefined {
		return this.lanes.length > 1 ? this.levels[side] : undefined;
	}

	#set(lane: Lane, level: Level) {
		this.levels = { ...this.levels, [lane.side]: level };
		this.#connect();
		for (const one of this.lanes) {
			const { gain } = this.#gains[one.channel] ?? {};
			// A jump of the volume clicks: 10 ms are not heard as a fade.
			gain?.setTargetAtTime(this.gainOf(one), this.#context!.currentTime, 0.01);
		}
	}

	#connect() {
		if (this.#context || !this.#audio) return;
		const context = new AudioContext();
		const channels = this.lanes.length;
		const splitter = context.createChannelSplitter(channels);
		const merger = context.createChannelMerger(channels);
		context.createMediaElementSource(this.#audio).connect(splitter);
		for (const lane of this.lanes) {
			const gain = context.createGain();
			gain.gain.value = this.gainOf(lane);
			splitter.connect(gain, lane.channel);
			gain.connect(merger, 0, lane.channel);
			this.#gains[lane.channel] = gain;
		}
		merger.connect(context.destination);
		this.#context = context;
	}
}
