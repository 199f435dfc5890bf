import { m } from '#lib/i18n/paraglide/messages.js';

/** The figures of a draw in the order of their columns, each with the state of the calls that it counts. */
export const drawFigures = [
	{ key: 'expected', label: m.sampling_expected, state: 'all' },
	{ key: 'drawn', label: m.sampling_drawn, state: 'all' },
	{ key: 'done', label: m.sampling_done, state: 'done' },
	{ key: 'replaced', label: m.sampling_replaced, state: 'replaced' },
	{ key: 'short', label: m.sampling_short, state: 'short' },
	{ key: 'overdue', label: m.sampling_overdue, state: 'overdue' }
] as const;

export type DrawFigure = (typeof drawFigures)[number];
