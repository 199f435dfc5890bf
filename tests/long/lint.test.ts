/** Components by the rules that need types, which the quick list leaves out. */
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

it('finds no fault in a component', { timeout: 1_800_000 }, async () => {
	const eslint = new ESLint();
	const results = await eslint.lintFiles('src/**/*.svelte');
	expect(results.length).toBeGreaterThan(0);
	const faults = results.flatMap(({ filePath, messages }) =>
		messages.map(({ line, ruleId, message }) => `${filePath}:${line} ${ruleId} ${message}`)
	);
	expect(faults).toEqual([]);
});
