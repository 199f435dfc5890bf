/** What becomes of a coaching task and of an improvement, each step once. */

export type TaskStep = 'acknowledged' | 'done' | 'called-off';

export const actionSteps = ['done', 'effective', 'not-effective', 'called-off'] as const;
export type ActionStep = (typeof actionSteps)[number];
