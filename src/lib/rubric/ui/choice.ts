/** One of the answers that can be chosen for an item. */
export interface Choice {
	/** What the form sends. */
	value: string;
	label: string;
	tone: 'good' | 'bad' | 'plain';
	/** Key that gives it, shown while the item has the focus. */
	key?: string;
}
