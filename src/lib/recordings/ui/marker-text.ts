import { m } from '#lib/i18n/paraglide/messages.js';
import type { Marker } from '#lib/recordings/playable.ts';

export const markerShapes: Record<Marker['kind'], string> = {
	finding: '▼',
	highlight: '★',
	note: '◆'
};

export const markerKindName = (kind: Marker['kind']): string =>
	({
		finding: m.player_marker_finding,
		highlight: m.player_marker_highlight,
		note: m.player_marker_note
	})[kind]();
