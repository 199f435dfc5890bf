/** What the parts of a plan's form need of it: what was typed and what is wrong. */
import type { PlanFault } from '../../plan-fault.ts';
import { valueOf, type Typed } from '../../plan-form.ts';
import { faultText } from './fault-text.ts';

export interface FormView {
	typed: Typed;
	faults: PlanFault[];
}

/** Id of the place of a field, for links to it. */
export const anchorOf = (field: string): string => `field-${field.replaceAll('.', '-')}`;

export const typedIn = ({ typed }: FormView, field: string): string => valueOf(typed, field);

export const isTicked = ({ typed }: FormView, field: string, value: string): boolean =>
	typed[field]?.includes(value) ?? false;

/** What is wrong at `field`, in words; undefined when nothing is. */
export function errorAt({ faults }: FormView, field: string): string | undefined {
	const own = faults.filter((fault) => fault.field === field);
	return own.length > 0 ? own.map(faultText).join(' ') : undefined;
}
