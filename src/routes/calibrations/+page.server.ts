import { error } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { calibrationSearch, parseCalibrationFilter } from '#lib/reviews/calibration-filter.ts';
import { calibrationList, waitingCalibrations } from '#lib/reviews/server/calibration-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!may(locals.actor, 'calibration.read')) error(403, 'forbidden');
	const filter = parseCalibrationFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const search = calibrationSearch(filter);
	// What waits stands above the list, once: on every page it is left out of it.
	const waiting = filter.state === 'closed' ? [] : await waitingCalibrations(locals);
	const without = waiting.map(({ id }) => id);
	const { rows, next } = await calibrationList(locals, { filter, after, without });
	return {
		waiting: after ? [] : waiting,
		rows,
		typed: Object.fromEntries(search),
		mayOpen: may(locals.actor, 'calibration.open'),
		...pageLinks('/calibrations', search, { after, next })
	};
};
