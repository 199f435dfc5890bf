/** What a schema says about a form, as a fault with a name and a place. */
import * as v from 'valibot';
import type { FormFault } from './faults.ts';

export type SchemaFaultName =
	'missing' | 'unknown-field' | 'too-long' | 'out-of-bounds' | 'carries-no-weight' | 'malformed';

/** Messages of the schema's own checks. Repeated keys and configs are named with their place by faults.ts. */
export const KEYS_REPEAT = 'keys repeat';
export const NO_FIT = 'does not fit';
export const NO_WEIGHT = 'carries no weight';
export const NO_WORDS = 'words are missing';

/** The fault, with the schema's own English message for those who read files; `within` is the path of what was checked. */
export function schemaFaultOf(issue: v.BaseIssue<unknown>, within = ''): FormFault[] {
	const { message } = issue;
	if (message.endsWith(KEYS_REPEAT) || message.includes(NO_FIT)) return [];
	const fault = nameOf(issue);
	const parts = [within, v.getDotPath(issue), fault === 'carries-no-weight' ? 'weight' : ''];
	return [{ fault, path: parts.filter(Boolean).join('.'), facts: { message } }];
}

function nameOf(issue: v.BaseIssue<unknown>): SchemaFaultName {
	if (issue.message.endsWith(NO_WEIGHT)) return 'carries-no-weight';
	if (issue.message === NO_WORDS || issue.received === 'undefined') return 'missing';
	if (issue.expected === 'never') return 'unknown-field';
	switch (issue.type) {
		case 'min_length':
			return 'missing';
		case 'max_length':
			return 'too-long';
		case 'min_value':
		case 'max_value':
		case 'gt_value':
			return 'out-of-bounds';
		default:
			return 'malformed';
	}
}
