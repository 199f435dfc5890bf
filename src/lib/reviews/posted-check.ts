/**
 * A check as a plain form sends it, so that it works without scripts. Names: `result`, `problem`,
 * `at` (`1:23` or seconds), `note`, `shared`, `answer.KEY` by item, `heard` as JSON from the page,
 * `spentMs`, `assignment`.
 */
import * as v from 'valibot';
import { answerFromText } from '#lib/rubric/answer.ts';
import type { Item } from '#lib/rubric/form.ts';
import { parseDuration } from '#lib/shared/duration.ts';
import { checkContent, type CheckContent } from './check.ts';

/** What was typed, given back with a refusal. */
export interface TypedCheck {
	result: string;
	problem: string;
	at: string;
	note: string;
	shared: boolean;
	/** By item key, as a form control sends them. */
	answers: Record<string, string>;
}

interface PostedCheck {
	/** Undefined when it is not one that the page can send. */
	content: CheckContent | undefined;
	assignmentId: string | undefined;
	typed: TypedCheck;
}

const wholeNumber = /^\d{1,9}$/;

export function postedCheck(data: FormData, items: readonly Item[] = []): PostedCheck {
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
	};
	const answers = items
		.map(({ key }) => [key, text(`answer.${key}`)] as const)
		.filter(([, answer]) => answer !== '');
	const typed = {
		result: text('result'),
		problem: text('problem'),
		at: text('at').trim(),
		note: text('note'),
		shared: text('shared') !== '',
		answers: Object.fromEntries(answers)
	};
	const content = v.safeParse(checkContent, {
		result: typed.result || null,
		problem: typed.problem || null,
		atMs: parseDuration(typed.at) ?? null,
		note: typed.note,
		answers: answersOf(items, typed.answers),
		shared: typed.shared,
		heard: ranges(text('heard')),
		spentMs: wholeNumber.test(text('spentMs')) ? Number(text('spentMs')) : 0
	});
	return {
		content: content.success ? content.output : undefined,
		assignmentId: text('assignment') || undefined,
		typed
	};
}

const answersOf = (items: readonly Item[], texts: Record<string, string>) =>
	Object.fromEntries(
		items
			.filter(({ key }) => texts[key] !== undefined)
			.map((item) => [item.key, answerFromText(item, texts[item.key]!)])
			.filter(([, answer]) => answer !== undefined)
	) as Record<string, unknown>;

function ranges(text: string): unknown {
	if (text === '') return [];
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
