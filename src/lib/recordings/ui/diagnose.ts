import type { SoundFault, StoredFault } from '#lib/recordings/sound-fault.ts';
import type { ListeningError } from './listening.svelte.ts';

export type SoundError = ListeningError | SoundFault;

/** What the server finds when it looks at the stored bytes; null when they are as they were taken in. */
export async function askAboutSound(
	soundUrl: string
): Promise<ListeningError | StoredFault | null> {
	try {
		const response = await fetch(soundUrl);
		if (response.status === 401 || response.redirected) return 'signed-out';
		if (!response.ok) return response.status < 500 ? 'not-allowed' : 'offline';
		return ((await response.json()) as { fault: StoredFault | null }).fault;
	} catch {
		return 'offline';
	}
}

/** Why the element reported an error: it does not say itself, so the server is asked. */
export async function diagnose(soundUrl: string, error: MediaError | null): Promise<SoundError> {
	const found = await askAboutSound(soundUrl);
	if (found && !found.startsWith('original-')) return found;
	return error?.code === MediaError.MEDIA_ERR_NETWORK ? 'cut' : 'undecodable';
}
