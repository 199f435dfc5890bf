/** Which passages a list shows, as its address says. Anything that cannot be read is left out. */
import { oneOf, wordIn } from '#lib/shared/address.ts';

/** What everybody may hear; what waits for somebody within reach; what is of own calls. */
export const libraryViews = ['library', 'waiting', 'mine'] as const;
export type LibraryView = (typeof libraryViews)[number];

export interface LibraryFilter {
	view: LibraryView;
	/** Words of the title. */
	words?: string | undefined;
	/** `RUBRIC:ITEM`. */
	item?: string | undefined;
}

const ITEM = /^[a-z][a-z0-9-]{0,59}:[a-z][a-z0-9-]{0,59}$/;

export function parseLibraryFilter(search: URLSearchParams): LibraryFilter {
	const item = search.get('item') ?? '';
	return {
		view: oneOf(libraryViews, search.get('view')) ?? 'library',
		words: wordIn(search.get('words')),
		item: ITEM.test(item) ? item : undefined
	};
}

/** The address of a filter, as `parseLibraryFilter` reads it; the library itself needs no word. */
export function librarySearch({ view, words, item }: LibraryFilter): URLSearchParams {
	const search = new URLSearchParams();
	if (view !== 'library') search.set('view', view);
	if (words) search.set('words', words);
	if (item) search.set('item', item);
	return search;
}
