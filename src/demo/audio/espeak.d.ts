declare module '@echogarden/espeak-ng-emscripten' {
	interface Synthesiser {
		/** 0 when the voice is there. */
		set_voice(name: string): number;
		/** Words per minute. */
		set_rate(rate: number): void;
		/** 0 to 100. */
		set_pitch(pitch: number): void;
		/** Intonation, 0 to 100. */
		set_range(range: number): void;
		synthesize(text: string, take: (samples: Int16Array | undefined) => number): void;
	}
	export default function load(): Promise<{ eSpeakNGWorker: new () => Synthesiser }>;
}
