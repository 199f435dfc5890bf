import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { cursorText, parseCursor } from '#lib/recordings/page-cursor.ts';
import { calibrationSearch, parseCalibrationFilter } from '#lib/reviews/calibration-filter.ts';
import { calibrationList, waitingCalibrations } from '#lib/reviews/server/calibration-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'calibration.read')) error(403, 'forbidden');
	const filter = parseCalibrationFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const typed = Object.fromEntries(calibrationSearch(filter));
	// What waits stands above the list, once: on every page it is left out of it.
	const waiting = filter.state === 'closed' ? [] : await waitingCalibrations(locals);
	const without = waiting.map(({ id }) => id);
	const { rows, next } = await calibrationList(locals, { filter, after, without });
	const page = (before?: string) => {
		const search = calibrationSearch(filter);
		if (before) search.set('before', before);
		return `/calibrations${search.size > 0 ? `?${search}` : ''}`;
	};
	return {
		waiting: after ? [] : waiting,
		rows,
		typed,
		mayOpen: may(locals.actor, 'calibration.open'),
		next: next ? page(cursorText(next)) : null,
		first: after ? page() : null
	};
};
