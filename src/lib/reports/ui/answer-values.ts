/** The data set of answers: fixed names, what people read in the reader's language. */
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import { answerText } from '#lib/rubric/ui/answer-text.ts';
import type { AnswerRow } from '../answer-row.ts';
import { localText } from '../csv.ts';

/** In the order in which they are written. */
export const answerNames = [
	'review_id',
	'review_kind',
	'call_time',
	'staff_no',
	'agent',
	'team',
	'reviewer',
	'rubric',
	'rubric_version',
	'section',
	'item',
	'item_title',
	'answer',
	'not_applicable',
	'weight',
	'share_earned',
	'share_possible',
	'points',
	'failed',
	'severe_code',
	'root_cause',
	'comment',
	'evidence_from_ms',
	'evidence_to_ms',
	'evidence_passages',
	'revision',
	'released',
	'acknowledged',
	'lapsed',
	'dispute'
] as const;
type AnswerValues = Record<(typeof answerNames)[number], string | number | boolean | null>;

/** Values of one row by their names; figures as figures, what there is none of as null. */
export function answerValues(row: AnswerRow, zone: string): AnswerValues {
	const { review, section, item, answer, share, points, evidence } = row;
	const locale = getLocale();
	const causes = item.rootCauses ?? [];
	const instant = (at: Date | null) => at && localText(at, zone);
	return {
		review_id: review.id,
		review_kind: review.kind,
		call_time: instant(review.callStartedAt),
		staff_no: review.staffNo,
		agent: review.agent,
		team: review.team,
		reviewer: review.reviewer,
		rubric: review.rubricKey,
		rubric_version: review.rubricVersion,
		section: section.title[locale],
		item: item.key,
		item_title: item.text[locale],
		answer: answerText(item, answer),
		not_applicable: answer === NOT_APPLICABLE,
		weight: item.weight,
		share_earned: share?.earned ?? null,
		share_possible: share?.of ?? null,
		points,
		failed: row.failed,
		severe_code: row.failed ? (item.severe ?? null) : null,
		root_cause:
			causes.find(({ key }) => key === row.rootCause)?.text[locale] ?? row.rootCause ?? null,
		comment: row.comment,
		evidence_from_ms: evidence?.fromMs ?? null,
		evidence_to_ms: evidence?.toMs ?? null,
		evidence_passages: evidence?.n ?? 0,
		revision: review.revision,
		released: instant(review.releasedAt),
		acknowledged: instant(review.acknowledgedAt),
		lapsed: instant(review.lapsedAt),
		dispute: row.dispute
	};
}

/** The values as cells of a line of CSV. */
export const answerCells = (values: AnswerValues): (string | number)[] =>
	answerNames.map((name) => {
		const value = values[name];
		return typeof value === 'boolean' ? Number(value) : (value ?? '');
	});
