/** What can be wrong with a delivered file or record: codes as shown, filtered by and documented. */
export const itemStates = ['settling', 'ready', 'held', 'rejected', 'ignored'] as const;
export type ItemState = (typeof itemStates)[number];

export type Severity = 'reject' | 'hold' | 'warn' | 'info';

export interface Issue {
	code: string;
	severity: Severity;
	[fact: string]: unknown;
}
