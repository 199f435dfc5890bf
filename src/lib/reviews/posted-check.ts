/**
 * A check as a plain form sends it, so that it works without scripts. Names: `result`, `problem`,
 * `at` (`1:23` or seconds), `note`, `heard` as JSON from the page, `spentMs`, `assignment`.
 */
import * as v from 'valibot';
import { parseDuration } from '#lib/shared/duration.ts';
import { checkContent, type CheckContent } from './check.ts';

/** What was typed, given back with a refusal. */
export interface TypedCheck {
	result: string;
	problem: string;
	at: string;
	note: string;
}

interface PostedCheck {
	/** Undefined when it is not one that the page can send. */
	content: CheckContent | undefined;
	assignmentId: string | undefined;
	typed: TypedCheck;
}

const wholeNumber = /^\d{1,9}$/;

export function postedCheck(data: FormData): PostedCheck {
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
	};
	const typed = {
		result: text('result'),
		problem: text('problem'),
		at: text('at').trim(),
		note: text('note')
	};
	const content = v.safeParse(checkContent, {
		result: typed.result || null,
		problem: typed.problem || null,
		atMs: parseDuration(typed.at) ?? null,
		note: typed.note,
		heard: ranges(text('heard')),
		spentMs: wholeNumber.test(text('spentMs')) ? Number(text('spentMs')) : 0
	});
	return {
		content: content.success ? content.output : undefined,
		assignmentId: text('assignment') || undefined,
		typed
	};
}

function ranges(text: string): unknown {
	if (text === '') return [];
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
