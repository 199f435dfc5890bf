/** How the server and the sign-in stand, also while nobody types: looked at every two seconds. */
const EVERY_MS = 2000;
/** An answer that takes longer is none: with the time until the next look it stays below 3 s. */
const PATIENCE_MS = 900;

export type Connection = 'fine' | 'offline' | 'signed-out';

/** Tells what was found at every look and when the browser notices by itself; until the returned function is called. */
export function watchConnection(userId: string, tell: (found: Connection) => void): () => void {
	const ends = new AbortController();
	const look = async () => {
		if (document.visibilityState !== 'visible') return;
		const found = await stateOf(userId);
		if (!ends.signal.aborted) tell(found);
	};
	const { signal } = ends;
	addEventListener('offline', () => tell('offline'), { signal });
	addEventListener('online', () => void look(), { signal });
	document.addEventListener('visibilitychange', () => void look(), { signal });
	const timer = setInterval(() => void look(), EVERY_MS);
	return () => {
		ends.abort();
		clearInterval(timer);
	};
}

async function stateOf(userId: string): Promise<Connection> {
	if (!navigator.onLine) return 'offline';
	const response = await fetch(`/session?as=${encodeURIComponent(userId)}`, {
		cache: 'no-store',
		signal: AbortSignal.timeout(PATIENCE_MS)
	}).catch(() => undefined);
	if (response?.status === 401) return 'signed-out';
	return response?.ok ? 'fine' : 'offline';
}
