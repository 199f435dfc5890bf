/** What was said about an agent's month, as the sheet to sign prints it. */

export interface FiledTalk {
	agentId: string;
	talkedAt: Date;
	words: string;
	by: string;
}

export interface FiledSignature {
	agentId: string;
	signed: boolean;
	words: string;
	figuresSha256: string;
	at: Date;
}
