import type { PlayableRecording } from '#lib/recordings/playable.ts';
import { storedFaults, type SoundFault } from '#lib/recordings/sound-fault.ts';
import { askAboutSound, diagnose, type SoundError } from './diagnose.ts';

const LOOK_EVERY_MS = 1000;
/** Sound that was asked for and has not come by then is looked into, again after as long. */
const PATIENCE_MS = 4000;
/** Whole sound that the server gives, but that has not come by then, will not. */
const CUT_AFTER_MS = 12_000;

/** What is wrong with the sound of an opened recording, as far as it has shown. */
export class SoundTrouble {
	/** Why there is no sound. */
	error = $state<SoundError | null>(null);
	/** Why it does not come at the moment; the element goes on by itself when it comes again. */
	delay = $state<SoundError | null>(null);
	/** It plays, but it is not what was taken in. */
	doubt = $state<SoundFault | null>(null);
	#recording: Pick<PlayableRecording, 'soundUrl' | 'audioUrl'>;

	constructor(recording: Pick<PlayableRecording, 'soundUrl' | 'audioUrl'>) {
		this.#recording = recording;
	}

	/** What the player says; null while all is well. */
	get shown(): SoundError | null {
		return this.error ?? this.delay ?? this.doubt;
	}

	/** Looks at the stored bytes while the sound is already on its way. */
	async look() {
		const found = await askAboutSound(this.#recording.soundUrl);
		this.doubt = storedFaults.find((fault) => fault === found) ?? null;
	}

	/** The element gave up. */
	async explain(error: MediaError | null) {
		this.error = await diagnose(this.#recording, error);
	}

	/** A browser retries in silence for as long as it likes: looks why sound is waited for, until the returned function is called. What will not come is waited for no longer. */
	watch(player: { readonly waiting: boolean; pause: () => void }): () => void {
		let waitedMs = 0;
		const timer = setInterval(() => {
			waitedMs = player.waiting ? waitedMs + LOOK_EVERY_MS : 0;
			if (waitedMs === 0) this.delay = null;
			else if (waitedMs % PATIENCE_MS === 0) void look(waitedMs);
		}, LOOK_EVERY_MS);
		const look = async (ms: number) => {
			const found = await askAboutSound(this.#recording.soundUrl);
			if (!player.waiting) return;
			if (found === 'offline') this.delay = found;
			else if (found && !found.startsWith('original-')) this.error = found;
			else if (ms >= CUT_AFTER_MS) this.error = 'cut';
			if (this.error) player.pause();
		};
		return () => clearInterval(timer);
	}
}
