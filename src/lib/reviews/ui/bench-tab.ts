/** What stands at the left of the bench, in the order of its tabs. */
export type BenchTab = 'notes' | 'evidence' | 'self-check' | 'history';
