/** What stands at the left of the bench, in the order of its tabs. */
export const benchTabs = ['notes', 'evidence', 'self-check', 'history'] as const;
export type BenchTab = (typeof benchTabs)[number];
