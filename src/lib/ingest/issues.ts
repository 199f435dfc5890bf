/** What can be wrong with a delivered file or record: codes as shown, filtered by and documented (docs/import.md). */
export const itemStates = ['settling', 'ready', 'held', 'rejected', 'ignored'] as const;
export type ItemState = (typeof itemStates)[number];

/**
 * reject: nothing is stored but the fact; hold: waits for configuration or a person;
 * warn: imported and flagged; info: for the record.
 */
export type Severity = 'reject' | 'hold' | 'warn' | 'info';

/** Every code with its usual severity. E the name, M the bytes, J the joining, A the agent, C the channels, S safety, W a remark. */
export const issueCodes = {
	E_PATTERN_NO_MATCH: 'hold',
	E_PATTERN_TIMEOUT: 'hold',
	E_TIME_AMBIGUOUS: 'hold',
	E_TIME_NONEXISTENT: 'hold',
	E_TIME_ZONE_UNKNOWN: 'hold',
	E_TZ_MISMATCH: 'hold',
	W_TZ_MISMATCH: 'warn',
	W_TZ_UNVERIFIABLE: 'warn',
	W_ENCODING: 'info',
	W_EXT_CHANGED: 'info',
	W_MOVED: 'info',
	M_EMPTY_FILE: 'hold',
	M_HEADER_OPEN: 'hold',
	M_HEADER_REPAIRED: 'info',
	M_APPEND_IN_PROGRESS: 'hold',
	M_CONTENT_PENDING: 'hold',
	M_STILL_CHANGING: 'info',
	M_TRUNCATED: 'hold',
	M_NOT_AUDIO: 'hold',
	M_UNREADABLE: 'hold',
	M_RAW_NO_HEADER: 'hold',
	M_TYPE_MISMATCH: 'warn',
	M_CHANGED_AFTER_IMPORT: 'warn',
	M_DUP_CONTENT: 'info',
	M_SUPERSEDED_COPY: 'info',
	M_LEG_OF_PAIR: 'info',
	M_LEG_ALONE: 'hold',
	M_GONE: 'info',
	M_WORK_NAME: 'info',
	M_SIDE_FILE: 'info',
	J_KEY_CONFLICT: 'hold',
	J_NO_CALL_DETAIL: 'warn',
	A_UNRESOLVED: 'warn',
	A_AMBIGUOUS: 'warn',
	A_CONFLICT: 'warn',
	A_SPANS_HANDOVER: 'info',
	C_MAP_ASSUMED: 'info',
	C_IDENTICAL_CHANNELS: 'warn',
	C_SILENT_CHANNEL: 'warn',
	S_PATH_ESCAPE: 'reject',
	S_LINK: 'info',
	S_NOT_A_FILE: 'reject',
	S_HARD_LINK: 'hold',
	S_TOO_LARGE: 'reject',
	S_UNREADABLE: 'hold'
} as const satisfies Record<string, Severity>;
export type IssueCode = keyof typeof issueCodes;

export interface Issue {
	code: string;
	severity: Severity;
	[fact: string]: unknown;
}

/** An issue of the table; `facts` may name another severity where the case is lighter or graver than usual. */
export function issue(
	code: IssueCode,
	facts: { severity?: Severity; [fact: string]: unknown } = {}
): Issue {
	return { code, severity: issueCodes[code], ...facts };
}

/** A code from elsewhere (the audio pipeline); one that is not in the table is a warning. */
export function issueFrom({ code, ...facts }: { code: string; [fact: string]: unknown }): Issue {
	const known = code in issueCodes ? issueCodes[code as IssueCode] : 'warn';
	return { code, severity: known, ...facts };
}

/** Where a file with these issues stands once its bytes are settled. */
export function stateOf(issues: readonly Issue[]): 'ready' | 'held' | 'rejected' {
	if (issues.some(({ severity }) => severity === 'reject')) return 'rejected';
	return issues.some(({ severity }) => severity === 'hold') ? 'held' : 'ready';
}
