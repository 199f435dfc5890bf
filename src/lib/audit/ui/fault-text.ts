/** What verification found, in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ChainVerdict } from '../verdict.ts';

const entryFaults: Record<NonNullable<ChainVerdict['fault']>['fault'], () => string> = {
	gap: m.audit_fault_gap,
	'broken-link': m.audit_fault_broken_link,
	'wrong-hash': m.audit_fault_wrong_hash,
	'wrong-body': m.audit_fault_wrong_body,
	'wrong-columns': m.audit_fault_wrong_columns,
	'wrong-words': m.audit_fault_wrong_words,
	'words-missing': m.audit_fault_words_missing,
	'words-gone': m.audit_fault_words_gone,
	unreadable: m.audit_fault_unreadable
};

const noteFaults: Record<ChainVerdict['checkpoints']['faults'][number]['fault'], () => string> = {
	'unreadable-note': m.evidence_note_unreadable,
	'wrong-signature': m.evidence_note_wrong_signature,
	'unknown-key': m.evidence_note_unknown_key,
	'no-key': m.evidence_note_no_key,
	'other-chain': m.evidence_note_other_chain,
	'cut-short': m.evidence_note_cut_short,
	rewritten: m.evidence_note_rewritten,
	'wrong-columns': m.evidence_note_wrong_columns,
	'broken-order': m.evidence_note_broken_order,
	missing: m.evidence_note_missing,
	untold: m.evidence_note_untold
};

/** The first thing that is wrong, with its entry; undefined when all is well. */
export function verdictText({ fault, checkpoints }: ChainVerdict): string | undefined {
	if (fault) return m.audit_verdict_broken({ seq: fault.seq, fault: entryFaults[fault.fault]() });
	const [first] = checkpoints.faults;
	return first && m.evidence_note_fault({ seq: first.seq, fault: noteFaults[first.fault]() });
}
