/** One agent's share of a draw: what was wanted, eligible, chosen, and why calls were not eligible. */
export interface DrawShare {
	agentId: string;
	teamId: string;
	reviewerId: string | null;
	wanted: number;
	eligible: number;
	chosen: number;
	/** Calls of the day that could not be drawn, by reason code. */
	ineligible: Record<string, number>;
}
