/** How the reader likes the player, found again at every desk: read from the page's data, saved by the way. */
import type { PlayerSettings } from '#lib/people/user-setting.ts';
import type { PlayerState } from './player.svelte.ts';

/** A slider is let go of within this time. */
const SETTLED_MS = 400;

/** What this tab saved last, by person: the next page may have been asked for before it was kept. */
const saved = new Map<string, PlayerSettings>();

export class PlayerMemory {
	#player: PlayerState;
	#userId: string;
	#kept: string;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Sets the player as its reader left the last one. */
	constructor(player: PlayerState, userId: string, fromServer: PlayerSettings | undefined) {
		this.#player = player;
		this.#userId = userId;
		const settings = saved.get(userId) ?? fromServer;
		if (settings) apply(player, settings);
		this.#kept = JSON.stringify(settingsOf(player));
	}

	/** To be called whenever a setting may have changed; saves when it is at rest. */
	look(settings: PlayerSettings) {
		clearTimeout(this.#timer);
		const changed = JSON.stringify(settings) !== this.#kept;
		// What was changed and taken back at once is not the last either.
		if (changed || saved.has(this.#userId)) saved.set(this.#userId, settings);
		if (changed) this.#timer = setTimeout(() => void this.#save(), SETTLED_MS);
	}

	/** Saves what is not yet kept as the page goes away. */
	flush() {
		clearTimeout(this.#timer);
		void this.#save();
	}

	async #save() {
		const body = JSON.stringify(settingsOf(this.#player));
		if (body === this.#kept) return;
		this.#kept = body;
		const headers = { 'content-type': 'application/json' };
		try {
			await fetch('/preferences/player', { method: 'PUT', headers, body, keepalive: true });
		} catch {
			// Offline: the next change tries again; this tab remembers meanwhile.
			this.#kept = '';
		}
	}
}

/** The lanes of this recording, and those of others as they were. */
export function settingsOf(player: PlayerState): PlayerSettings {
	const { mixer, rate, skipSilence, picture } = player;
	const { volume, muted } = mixer;
	return { volume, muted, lanes: mixer.levels, rate, skipSilence, follow: picture.follow };
}

function apply(
	player: PlayerState,
	{ lanes, rate, skipSilence, follow, ...whole }: PlayerSettings
) {
	player.mixer.restore(whole, lanes);
	player.setRate(rate);
	player.skipSilence = skipSilence;
	player.picture.setFollow(follow);
}
