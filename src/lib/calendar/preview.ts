/** The part of an import's items that a page shows: what needs eyes first. */
const order = ['held', 'changed', 'new', 'skipped', 'same'] as const;
export type ShownState = (typeof order)[number];

const SHOWN = 200;

export interface Shown<Item> {
	items: Item[];
	/** How many further ones there are. */
	more: number;
}

/** Held ones first, then changed, new, left out, same; inside each in the order of the file. */
export function shownFirst<Item extends { state: ShownState }>(
	items: readonly Item[]
): Shown<Item> {
	const sorted = items.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
	return { items: sorted.slice(0, SHOWN), more: Math.max(0, sorted.length - SHOWN) };
}
