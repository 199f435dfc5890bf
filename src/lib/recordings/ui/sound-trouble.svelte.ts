import { storedFaults, type SoundFault } from '#lib/recordings/sound-fault.ts';
import { askAboutSound, diagnose, type SoundError } from './diagnose.ts';

/** What is wrong with the sound of an opened recording, as far as it has shown. */
export class SoundTrouble {
	/** Why there is no sound. */
	error = $state<SoundError | null>(null);
	/** It plays, but it is not what was taken in. */
	doubt = $state<SoundFault | null>(null);
	#soundUrl: string;

	constructor(soundUrl: string) {
		this.#soundUrl = soundUrl;
	}

	/** What the player says; null while all is well. */
	get shown(): SoundError | null {
		return this.error ?? this.doubt;
	}

	/** Looks at the stored bytes while the sound is already on its way. */
	async look() {
		const found = await askAboutSound(this.#soundUrl);
		this.doubt = storedFaults.find((fault) => fault === found) ?? null;
	}

	/** The element gave up. */
	async explain(error: MediaError | null) {
		this.error = await diagnose(this.#soundUrl, error);
	}
}
