import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { issue, issueCodes, issueFrom, stateOf } from './issues.ts';

describe('issues', () => {
	it('are all in the manual, with their usual severity', () => {
		const manual = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8');
		const rows = [...manual.matchAll(/^\| `([A-Z]_[A-Z_]+)`\s*\| (\w+)/gm)].map((row) => [
			row[1]!,
			row[2]!
		]);
		expect(Object.fromEntries(rows)).toEqual(issueCodes);
	});

	it('decide where a file stands: the gravest counts', () => {
		expect(stateOf([])).toBe('ready');
		expect(stateOf([issue('A_UNRESOLVED'), issue('W_ENCODING')])).toBe('ready');
		expect(stateOf([issue('M_TRUNCATED'), issue('W_ENCODING')])).toBe('held');
		expect(stateOf([issue('M_TRUNCATED'), issue('S_PATH_ESCAPE')])).toBe('rejected');
		expect(stateOf([issue('M_TRUNCATED', { severity: 'warn' })])).toBe('ready');
		expect(issueFrom({ code: 'X_OTHER', n: 1 })).toEqual({
			code: 'X_OTHER',
			severity: 'warn',
			n: 1
		});
	});
});
