/** Answers to a form's items: the kind's own value, or N/A, which is one word for every kind. */
import * as v from 'valibot';
import type { Item } from './form.ts';
import { kindOf } from './kinds/index.ts';

export const NOT_APPLICABLE = 'na';

/** Answers by item key; a missing key is an open item. */
export type Answers = Record<string, unknown>;

/** True when `answer` may be given to `item`. */
export const isAnswer = (item: Item, answer: unknown): boolean =>
	answer === NOT_APPLICABLE ? item.naAllowed : v.is(kindOf(item.kind).answer(item.config), answer);

/** True when the answer is a finding: it needs evidence, and hits what the item is fatal or severe for. */
export const isFailed = (item: Item, answer: unknown): boolean =>
	answer !== NOT_APPLICABLE &&
	isAnswer(item, answer) &&
	kindOf(item.kind).failed(item.config, answer);

/** True when some answer to the item is a finding. */
export const canFail = (item: Item): boolean => kindOf(item.kind).outcomes(item.config).canFail;

/** What a flawless, ordinary call gets; undefined where nothing may be assumed. */
export const flawlessAnswer = (item: Item): unknown =>
	item.usual ?? kindOf(item.kind).best(item.config);

/** The answer that a digit key (1 … 10) gives, or undefined. */
export const answerByDigit = (item: Item, digit: number): unknown =>
	kindOf(item.kind).byDigit(item.config, digit);

/** The answer in a posted form field; undefined when it was left open. Still to be checked by `isAnswer`. */
export const answerFromText = (item: Item, text: string): unknown =>
	text === NOT_APPLICABLE ? text : kindOf(item.kind).fromText(item.config, text);
