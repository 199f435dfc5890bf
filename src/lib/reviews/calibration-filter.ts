/** The filters of the list of calibrations, as they stand in the URL. What cannot be read is left out. */
export interface CalibrationFilter {
	state?: 'open' | 'closed';
	/** Only sessions in which the reader takes part. */
	mine?: true;
}

export function parseCalibrationFilter(search: URLSearchParams): CalibrationFilter {
	const state = search.get('state');
	return {
		...((state === 'open' || state === 'closed') && { state }),
		...(search.get('mine') === 'yes' && { mine: true as const })
	};
}

/** The address of a filter, as `parseCalibrationFilter` reads it. */
export function calibrationSearch({ state, mine }: CalibrationFilter): URLSearchParams {
	const search = new URLSearchParams();
	if (state) search.set('state', state);
	if (mine) search.set('mine', 'yes');
	return search;
}
