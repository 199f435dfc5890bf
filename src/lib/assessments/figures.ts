/**
 * An agent's figures as one text, frozen when a month is closed and hashed: the same figures give the
 * same text. Later editions of the program read earlier texts; they never write one anew. Pure.
 */
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import type { AgentMonth } from './month.ts';

/** Of the text's form; one more for each change of what stands in it. */
const FORMAT = 1;

export const figuresText = (agent: AgentMonth): string =>
	canonicalJson({ format: FORMAT, ...agent });

/** The figures of a text that `figuresText` wrote. */
export function parseFigures(text: string): AgentMonth {
	const { format, ...figures } = JSON.parse(text) as AgentMonth & { format: number };
	if (format !== FORMAT) throw new Error(`figures of format ${format}`);
	return figures;
}
