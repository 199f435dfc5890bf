import type { DraftContent } from '#lib/reviews/draft.ts';
import type { Facts } from '#lib/shared/decision.ts';

/** What the server answers about a draft: a version saved or standing, or a refusal. */
export interface Answer {
	version?: number;
	savedAt?: string;
	/** Of a draft that was asked for; null when there is none. */
	content?: DraftContent | null;
	refusal?: string;
	facts?: Facts;
}

/** Out of reach, or no longer signed in as the person of the page. */
export type Away = 'offline' | 'signed-out';

const LONGEST_MS = 10_000;

/** Asking and saving, with what can go wrong on the way told apart from what the server says. */
export function draftRequests(draft: { url: string; userId: string; assignmentId: string | null }) {
	const { url, userId: as, assignmentId } = draft;
	return {
		put: (version: number, content: DraftContent, keepalive: boolean): Promise<Answer | Away> =>
			ask(url, {
				method: 'PUT',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ version, assignmentId: assignmentId ?? undefined, as, content }),
				keepalive
			}),
		get: (): Promise<Answer | Away> => ask(`${url}?as=${encodeURIComponent(as)}`, {})
	};
}

async function ask(url: string, options: RequestInit): Promise<Answer | Away> {
	const signal = AbortSignal.timeout(LONGEST_MS);
	const response = await fetch(url, { ...options, signal }).catch(() => undefined);
	if (!response || response.status >= 500) return 'offline';
	if (response.status === 401) return 'signed-out';
	return (await response.json().catch(() => ({}))) as Answer;
}
