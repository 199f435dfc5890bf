/** What becomes of a coaching task and of an improvement, each step once. */

export const taskSteps = ['acknowledged', 'done', 'called-off'] as const;
export type TaskStep = (typeof taskSteps)[number];

export const actionSteps = ['done', 'effective', 'not-effective', 'called-off'] as const;
export type ActionStep = (typeof actionSteps)[number];
