/** What clashes between two states of a draft, in words. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Conflict, Side } from '#lib/reviews/draft-merge.ts';
import type { DraftEvidence } from '#lib/reviews/draft.ts';
import { itemsOf, text, type Form } from '#lib/rubric/form.ts';
import { answerText } from '#lib/rubric/ui/answer-text.ts';
import { durationText } from '#lib/shared/duration.ts';
import { passageWords } from './draft-words.ts';

const itemOf = (form: Form, key: string | null | undefined) =>
	itemsOf(form).find((item) => item.key === key);

/** What it belongs to: an item, a passage, or the call as a whole. */
export function conflictTitle(form: Form, { itemKey, evidenceId, part }: Conflict): string {
	const item = itemOf(form, itemKey);
	if (item) return text(item.text, getLocale());
	if (evidenceId !== undefined || part === 'evidence') return m.drafts_conflict_passage();
	return part === 'underHeardReason' ? m.workbench_under_heard_label() : m.workbench_overall();
}

export function conflictValue(form: Form, conflict: Conflict, side: Side): string {
	const value = conflict[side];
	const plain = () => (typeof value === 'string' ? value : JSON.stringify(value));
	if (value === undefined || value === null || value === '') return m.drafts_conflict_nothing();
	const item = itemOf(form, conflict.itemKey);
	switch (conflict.part) {
		case 'answer':
			return item ? answerText(item, value) : plain();
		case 'rootCause': {
			const cause = item?.rootCauses?.find(({ key }) => key === value);
			return cause ? text(cause.text, getLocale()) : plain();
		}
		case 'range':
			return (value as [number, number]).map(durationText).join('–');
		case 'passage':
			return passageWords(value as DraftEvidence);
		case 'evidence':
			return (value as DraftEvidence[]).map(passageWords).join('\n');
		case 'pinned': {
			const pinned = itemOf(form, (value as DraftEvidence).itemKey);
			return pinned ? text(pinned.text, getLocale()) : m.reviews_highlight();
		}
		default:
			return plain();
	}
}
