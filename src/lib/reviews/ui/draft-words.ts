/** A draft as plain text, to be read or copied elsewhere. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { DraftAnswer, DraftContent, DraftEvidence } from '#lib/reviews/draft.ts';
import { answerText } from '#lib/rubric/ui/answer-text.ts';
import { itemsOf, text, type Form, type Item } from '#lib/rubric/form.ts';
import { durationText } from '#lib/shared/duration.ts';

/** One line for each item that was answered or written about, each passage, and the words about the call. */
export function draftInWords(form: Form, content: DraftContent): string {
	const items = itemsOf(form).flatMap((item) => {
		const given = content.answers[item.key];
		return given ? answerWords(item, given) : [];
	});
	const whole = [content.comment, content.privateComment, content.underHeardReason];
	return [...items, ...content.evidence.map(passageWords), ...whole].filter(Boolean).join('\n');
}

function answerWords(item: Item, given: DraftAnswer): string[] {
	const { answer, comment, withoutEvidence, privateComment } = given;
	const words = [
		answer === null ? m.drafts_kept_open() : answerText(item, answer),
		...[comment, withoutEvidence, privateComment].filter(Boolean)
	];
	const empty = answer === null && words.length === 1;
	return empty ? [] : [`${text(item.text, getLocale())}: ${words.join(' · ')}`];
}

export const passageWords = ({ fromMs, toMs, note }: DraftEvidence): string =>
	[`${durationText(fromMs)}–${durationText(toMs)}`, note].filter(Boolean).join(' ');
