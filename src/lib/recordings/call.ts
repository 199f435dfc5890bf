/** The telephone call's own words. */
export const directions = ['inbound', 'outbound', 'internal', 'unknown'] as const;
export type Direction = (typeof directions)[number];

/** What the call was for; the rubric is chosen by it. `report` is an incoming report (接报), `call-back` a 回访. */
export const callKinds = ['report', 'call-back', 'other'] as const;
export type CallKind = (typeof callKinds)[number];
