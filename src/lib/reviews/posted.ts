/**
 * A review as a plain form sends it, so that the workbench works without scripts. Names:
 * `answer.KEY`, `comment.KEY`, `private.KEY`, `cause.KEY`, `without.KEY` by item; `comment`,
 * `privateComment`, `underHeardReason`; `evidence` and `heard` as JSON
 * from the page; `spentMs`, `version`, `assignment`.
 */
import * as v from 'valibot';
import { answerFromText } from '#lib/rubric/answer.ts';
import { itemsOf, type Form } from '#lib/rubric/form.ts';
import { draftContent, type DraftContent } from './draft.ts';

interface PostedReview {
	content: DraftContent;
	/** The draft version the page was made from; 0 for none. */
	version: number;
	assignmentId: string | undefined;
}

const wholeNumber = /^\d{1,9}$/;

/** Reads a posted review; undefined when it is not one that the page can send. */
export function postedReview(form: Form, data: FormData): PostedReview | undefined {
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
	};
	const number = (name: string) => (wholeNumber.test(text(name)) ? Number(text(name)) : 0);
	const answers = itemsOf(form).map((item) => {
		const withoutEvidence = text(`without.${item.key}`);
		const privateComment = text(`private.${item.key}`);
		const rootCause = text(`cause.${item.key}`);
		return [
			item.key,
			{
				answer: answerFromText(item, text(`answer.${item.key}`)) ?? null,
				comment: text(`comment.${item.key}`),
				...(withoutEvidence && { withoutEvidence }),
				...(privateComment && { privateComment }),
				...(rootCause && { rootCause })
			}
		];
	});
	const reason = text('underHeardReason');
	const privateComment = text('privateComment');
	const content = v.safeParse(draftContent, {
		answers: Object.fromEntries(answers) as unknown,
		comment: text('comment'),
		...(privateComment && { privateComment }),
		...(reason && { underHeardReason: reason }),
		evidence: list(text('evidence')),
		heard: list(text('heard')),
		spentMs: number('spentMs')
	});
	if (!content.success) return undefined;
	return {
		content: content.output,
		version: number('version'),
		assignmentId: text('assignment') || undefined
	};
}

function list(text: string): unknown {
	if (text === '') return [];
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
