/** Every issue code in words; svelte-check fails when one is missing. */
import { numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Issue, IssueCode } from '../issues.ts';

const word = (fact: unknown): string =>
	typeof fact === 'string' ? fact : typeof fact === 'number' ? String(fact) : '–';
const seconds = (ms: unknown): string => (typeof ms === 'number' ? numberText(ms / 1000, 1) : '–');
const listed = (facts: unknown): string =>
	Array.isArray(facts) ? facts.map(word).join(' · ') : word(facts);

const texts: Record<IssueCode, (facts: Issue) => string> = {
	E_PATTERN_NO_MATCH: (facts) => m.ingest_issue_e_pattern_no_match({ part: word(facts.part) }),
	E_PATTERN_TIMEOUT: () => m.ingest_issue_e_pattern_timeout(),
	E_TIME_AMBIGUOUS: (facts) =>
		m.ingest_issue_e_time_ambiguous({ candidates: listed(facts.candidates) }),
	E_TIME_NONEXISTENT: (facts) => m.ingest_issue_e_time_nonexistent({ zone: word(facts.zone) }),
	E_TIME_ZONE_UNKNOWN: () => m.ingest_issue_e_time_zone_unknown(),
	E_TZ_MISMATCH: (facts) =>
		m.ingest_issue_e_tz_mismatch({ found: listed(facts.found), zone: word(facts.zone) }),
	W_TZ_MISMATCH: (facts) =>
		m.ingest_issue_w_tz_mismatch({ found: listed(facts.found), zone: word(facts.zone) }),
	W_TZ_UNVERIFIABLE: () => m.ingest_issue_w_tz_unverifiable(),
	W_ENCODING: () => m.ingest_issue_w_encoding(),
	W_EXT_CHANGED: () => m.ingest_issue_w_ext_changed(),
	W_MOVED: () => m.ingest_issue_w_moved(),
	M_EMPTY_FILE: () => m.ingest_issue_m_empty_file(),
	M_HEADER_OPEN: () => m.ingest_issue_m_header_open(),
	M_HEADER_REPAIRED: () => m.ingest_issue_m_header_repaired(),
	M_APPEND_IN_PROGRESS: () => m.ingest_issue_m_append_in_progress(),
	M_CONTENT_PENDING: () => m.ingest_issue_m_content_pending(),
	M_STILL_CHANGING: () => m.ingest_issue_m_still_changing(),
	M_TRUNCATED: (facts) =>
		m.ingest_issue_m_truncated({
			actual: seconds(facts.actualMs),
			declared: seconds(facts.declaredMs)
		}),
	M_NOT_AUDIO: (facts) => m.ingest_issue_m_not_audio({ firstBytes: word(facts.firstBytes) }),
	M_UNREADABLE: () => m.ingest_issue_m_unreadable(),
	M_RAW_NO_HEADER: () => m.ingest_issue_m_raw_no_header(),
	M_TYPE_MISMATCH: (facts) => m.ingest_issue_m_type_mismatch({ container: word(facts.container) }),
	M_CHANGED_AFTER_IMPORT: () => m.ingest_issue_m_changed_after_import(),
	M_DUP_CONTENT: () => m.ingest_issue_m_dup_content(),
	M_SUPERSEDED_COPY: () => m.ingest_issue_m_superseded_copy(),
	M_LEG_OF_PAIR: () => m.ingest_issue_m_leg_of_pair(),
	M_LEG_ALONE: () => m.ingest_issue_m_leg_alone(),
	M_GONE: () => m.ingest_issue_m_gone(),
	M_WORK_NAME: () => m.ingest_issue_m_work_name(),
	M_SIDE_FILE: () => m.ingest_issue_m_side_file(),
	J_KEY_CONFLICT: () => m.ingest_issue_j_key_conflict(),
	J_NO_CALL_DETAIL: () => m.ingest_issue_j_no_call_detail(),
	A_UNRESOLVED: () => m.ingest_issue_a_unresolved(),
	A_AMBIGUOUS: (facts) => m.ingest_issue_a_ambiguous({ candidates: listed(facts.candidates) }),
	A_CONFLICT: () => m.ingest_issue_a_conflict(),
	A_SPANS_HANDOVER: () => m.ingest_issue_a_spans_handover(),
	C_MAP_ASSUMED: () => m.ingest_issue_c_map_assumed(),
	C_IDENTICAL_CHANNELS: () => m.ingest_issue_c_identical_channels(),
	C_SILENT_CHANNEL: () => m.ingest_issue_c_silent_channel(),
	S_PATH_ESCAPE: () => m.ingest_issue_s_path_escape(),
	S_LINK: () => m.ingest_issue_s_link(),
	S_HARD_LINK: () => m.ingest_issue_s_hard_link(),
	S_NOT_A_FILE: () => m.ingest_issue_s_not_a_file(),
	S_TOO_LARGE: () => m.ingest_issue_s_too_large(),
	S_UNREADABLE: (facts) => m.ingest_issue_s_unreadable({ error: word(facts.error) })
};

/** The reason in the reader's language; a code from elsewhere stands for itself. */
export const issueText = (issue: Issue): string =>
	issue.code in texts ? texts[issue.code as IssueCode](issue) : issue.code;
