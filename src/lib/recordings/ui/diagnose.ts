import type { PlayableRecording } from '#lib/recordings/playable.ts';
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
export async function diagnose(
	{ soundUrl, audioUrl }: Pick<PlayableRecording, 'soundUrl' | 'audioUrl'>,
	error: MediaError | null
): Promise<SoundError> {
	const found = await askAboutSound(soundUrl);
	if (found && !found.startsWith('original-')) return found;
	if (error?.code === MediaError.MEDIA_ERR_NETWORK) return 'cut';
	// An element whose first bytes never came calls it a format that it does not know.
	return (await comes(audioUrl)) ? 'undecodable' : 'cut';
}

async function comes(audioUrl: string): Promise<boolean> {
	try {
		const response = await fetch(audioUrl, { headers: { range: 'bytes=0-15' } });
		return response.ok && (await response.arrayBuffer()).byteLength > 0;
	} catch {
		return false;
	}
}
