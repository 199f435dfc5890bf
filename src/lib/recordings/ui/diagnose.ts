import type { ListeningError } from './listening.svelte.ts';

export type SoundError = ListeningError | 'storage' | 'undecodable';

/** Why the element reported an error: it does not say itself, so the address is asked without fetching sound. */
export async function diagnose(audioUrl: string): Promise<SoundError> {
	try {
		const { status, redirected } = await fetch(audioUrl, { method: 'HEAD' });
		if (status === 401 || redirected) return 'signed-out';
		if (status === 403 || status === 404) return 'not-allowed';
		return status >= 500 ? 'storage' : 'undecodable';
	} catch {
		return 'offline';
	}
}
