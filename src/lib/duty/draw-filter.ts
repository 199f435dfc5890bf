/** Which calls of a draw its page shows, as it stands in the address. What cannot be read is left out. */

export const drawStates = ['all', 'open', 'overdue', 'done', 'replaced', 'short'] as const;
export type DrawState = (typeof drawStates)[number];

export interface DrawFilter {
	state: DrawState;
	teamId?: string | undefined;
	reviewerId?: string | undefined;
	/** Id of the last task of the page before. */
	after?: string | undefined;
}

export function parseDrawFilter(params: URLSearchParams): DrawFilter {
	return {
		state: drawStates.find((state) => state === params.get('state')) ?? 'all',
		teamId: params.get('team') || undefined,
		reviewerId: params.get('reviewer') || undefined,
		after: params.get('after') || undefined
	};
}

/** The address of what `parseDrawFilter` read; shortfalls stand further down the page. */
export function drawHref(drawId: string, filter: Partial<DrawFilter> = {}): string {
	const { state = 'all', teamId, reviewerId, after } = filter;
	const params = new URLSearchParams();
	if (state !== 'all') params.set('state', state);
	if (teamId) params.set('team', teamId);
	if (reviewerId) params.set('reviewer', reviewerId);
	if (after) params.set('after', after);
	const query = params.size > 0 ? `?${params.toString()}` : '';
	return `/sampling/draws/${drawId}${query}${state === 'short' ? '#shares' : ''}`;
}
