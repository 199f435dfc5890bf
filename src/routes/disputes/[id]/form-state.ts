import type { Facts } from '#lib/shared/decision.ts';

/** What a form of a dispute's page came back with: what was typed and why it was refused; null before. */
export type DisputeFormState = {
	done?: 'ruled' | 'replied' | 'withdrawn' | 'raised';
	refusal?: string;
	facts?: Facts | undefined;
	disputeId?: string;
	outcome?: string | undefined;
	answer?: string;
	reason?: string;
	coaching?: string;
	at?: string;
} | null;
