/** The one place where wavesurfer is used: it draws ready-made peaks around an element that the player owns. */
import WaveSurfer from 'wavesurfer.js';
import { parseLevels } from '#lib/recordings/peaks.ts';
import { channelPeaks, gainFor, levelFor } from '#lib/recordings/peaks-level.ts';
import type { Lane, PlayableRecording } from '#lib/recordings/playable.ts';
import type { Range } from '#lib/recordings/speech.ts';
import { laneColours, onThemeChange } from './lane-colours.ts';
import { adoptStyles, drawLane } from './wave-drawing.ts';

/** Finer than this no eye reads a wave. */
const MAX_PIXELS_PER_SECOND = 100;
export const LANE_HEIGHT = 48;

interface Level {
	/** Samples per pixel asked for: with the same wish nothing is fetched again. */
	wanted: number;
	/** Per lane, top to bottom. */
	peaks: Float32Array[];
}

export class WavePicture {
	/** 1 shows the whole recording; each step doubles. */
	zoom = $state(1);
	/** What is in sight, ms. */
	sight = $state.raw<Range>([0, 0]);
	widthPx = $state(0);
	/** Keeps the playhead in sight while playing. */
	follow = $state(true);
	drawn = $state(false);
	failed = $state(false);
	/** All lanes are drawn this much higher, so that a quiet call can be read. */
	gain = 1;
	/** The first level drawn, for the overview. */
	overview = $state.raw<Float32Array[]>([]);

	#recording: PlayableRecording;
	#lanes: Lane[];
	#container: HTMLElement | undefined;
	#audio: HTMLAudioElement | undefined;
	#surfer: WaveSurfer | undefined;
	#level: Level | undefined;
	#job = 0;

	constructor(recording: PlayableRecording, lanes: Lane[]) {
		this.#recording = recording;
		this.#lanes = lanes;
		this.sight = [0, recording.durationMs];
	}

	/** Draws into `container` until the returned function is called. */
	attach(container: HTMLElement, audio: HTMLAudioElement): () => void {
		this.#container = container;
		this.#audio = audio;
		this.widthPx = container.clientWidth;
		const sizes = new ResizeObserver(() => this.#resized());
		sizes.observe(container);
		const endTheme = onThemeChange(() =>
			this.#surfer?.setOptions({ splitChannels: this.#paint() })
		);
		void this.#show();
		return () => {
			this.#job++;
			sizes.disconnect();
			endTheme();
			this.#surfer?.destroy();
			this.#surfer = this.#container = this.#audio = undefined;
			this.drawn = false;
		};
	}

	get maxZoom(): number {
		const times = (MAX_PIXELS_PER_SECOND * this.#seconds) / Math.max(1, this.widthPx);
		return 2 ** Math.max(0, Math.ceil(Math.log2(times)));
	}

	/** Doubles or halves around the playhead when it is in sight, else around the middle of the sight. */
	zoomBy(step: 1 | -1, playheadMs: number) {
		const zoom = Math.min(this.maxZoom, Math.max(1, step === 1 ? this.zoom * 2 : this.zoom / 2));
		if (zoom === this.zoom) return;
		const [from, to] = this.sight;
		const inSight = playheadMs >= from && playheadMs <= to;
		this.zoom = zoom;
		void this.#show(inSight ? playheadMs : (from + to) / 2);
	}

	setFollow(follow: boolean) {
		this.follow = follow;
		this.#surfer?.setOptions({ autoScroll: follow });
	}

	/** Brings `ms` to the middle of the sight, as far as the ends allow. */
	centre(ms: number) {
		const half = (this.sight[1] - this.sight[0]) / 2;
		this.#surfer?.setScrollTime(Math.max(0, ms - half) / 1000);
	}

	/** The time under a point `x` px from the picture's left edge. */
	timeAt(x: number): number {
		const [from, to] = this.sight;
		const share = this.widthPx > 0 ? Math.min(1, Math.max(0, x / this.widthPx)) : 0;
		return Math.round(from + share * (to - from));
	}

	get #seconds(): number {
		return this.#recording.durationMs / 1000;
	}

	get #pixelsPerSecond(): number {
		return (this.widthPx / Math.max(0.001, this.#seconds)) * this.zoom;
	}

	/** Fetches the level for the present scale when it is not at hand, and draws. The latest call wins. */
	async #show(aroundMs?: number) {
		if (!this.#recording.hasPeaks) return;
		const job = ++this.#job;
		const wanted = levelFor(this.#recording.sampleRate, this.#pixelsPerSecond * devicePixelRatio);
		try {
			const level = this.#level?.wanted === wanted ? this.#level : await this.#fetch(wanted);
			if (job !== this.#job || !this.#container) return;
			if (this.#surfer && level === this.#level) this.#surfer.zoom(this.#minPxPerSec);
			else await this.#draw(level);
			if (aroundMs !== undefined) this.centre(aroundMs);
		} catch {
			if (job === this.#job) this.failed = true;
		}
	}

	async #fetch(wanted: number): Promise<Level> {
		const response = await fetch(`${this.#recording.peaksUrl}?samples-per-pixel=${wanted}`);
		if (!response.ok) throw new Error(`peaks: ${response.status}`);
		const [level] = parseLevels(new Uint8Array(await response.arrayBuffer()));
		if (!level) throw new Error('peaks: empty');
		const peaks = this.#lanes.map((lane) => channelPeaks(level, lane.channel));
		this.gain = gainFor(peaks);
		if (this.overview.length === 0) this.overview = peaks;
		return { wanted, peaks };
	}

	/** A level cannot be exchanged inside wavesurfer: it is made anew around the same element, which plays on. */
	#draw(level: Level): Promise<void> {
		const before = this.#surfer;
		// Made outside the document: its style element would be refused by the content security
		// policy, so it becomes a constructed sheet before the host is put in.
		const host = document.createElement('div');
		const surfer = WaveSurfer.create({
			container: host,
			media: this.#audio!,
			peaks: level.peaks,
			duration: this.#seconds,
			minPxPerSec: this.#minPxPerSec,
			height: LANE_HEIGHT,
			splitChannels: this.#paint(),
			interact: false,
			hideScrollbar: true,
			autoScroll: this.follow,
			autoCenter: false,
			cursorWidth: 2,
			cursorColor: laneColours(this.#container!).playhead
		});
		adoptStyles(surfer.getWrapper().getRootNode() as ShadowRoot);
		surfer.on('scroll', (from, to) => this.#scrolled(from * 1000, to * 1000));
		this.#surfer = surfer;
		this.#level = level;
		this.#container!.replaceChildren(host);
		before?.destroy();
		return new Promise((resolve) => {
			surfer.once('ready', () => {
				this.drawn = true;
				this.#audio?.dispatchEvent(new Event('timeupdate'));
				resolve();
			});
		});
	}

	#paint() {
		const colours = laneColours(this.#container!);
		return this.#lanes.map(({ side }) => {
			const [waveColor, progressColor] = colours[side === 'customer' ? 'customer' : 'agent'];
			return { waveColor, progressColor, renderFunction: drawLane(side, this.gain) };
		});
	}

	get #minPxPerSec(): number {
		return this.zoom === 1 ? 0 : this.#pixelsPerSecond;
	}

	#scrolled(fromMs: number, toMs: number) {
		if (this.zoom === 1) this.sight = [0, this.#recording.durationMs];
		else if (toMs > fromMs) this.sight = [fromMs, toMs];
	}

	#resized() {
		const width = this.#container?.clientWidth ?? 0;
		if (width === 0 || width === this.widthPx) return;
		this.widthPx = width;
		void this.#show();
	}
}
