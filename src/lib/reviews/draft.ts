/** An unfinished review as it is saved. */
export interface DraftContent {
	answers: Record<string, { answer: unknown; comment: string }>;
	comment: string;
	evidence: DraftEvidence[];
	/** Union of heard ranges, ms. */
	heard: [number, number][];
	spentMs: number;
}

export interface DraftEvidence {
	id: string;
	kind: 'finding' | 'highlight';
	itemKey: string | null;
	fromMs: number;
	toMs: number;
	note: string;
}
