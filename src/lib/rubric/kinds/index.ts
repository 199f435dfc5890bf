/** Every kind of criterion. A new kind: its file, a line here, its field in ui/kinds, its texts. */
import { bonus } from './bonus.ts';
import { choice } from './choice.ts';
import { deduction } from './deduction.ts';
import type { CriterionKind } from './define.ts';
import { number } from './number.ts';
import { record } from './record.ts';
import { scale } from './scale.ts';
import { text } from './text.ts';
import { yesNo } from './yes-no.ts';

const kinds = { 'yes-no': yesNo, scale, choice, deduction, bonus, number, text, record };

export type CriterionKindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as CriterionKindName[];

/** The kind by name, for callers that checked config and answer by its own schemas. */
export const kindOf = (name: CriterionKindName): CriterionKind<unknown, unknown> =>
	kinds[name] as unknown as CriterionKind<unknown, unknown>;

export const isKindName = (name: unknown): name is CriterionKindName =>
	typeof name === 'string' && Object.hasOwn(kinds, name);
