import { ESLint, type Linter } from 'eslint';
import ts from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

/** The rules that guard the house, which need no types. */
const guards = ['boundaries/dependencies', 'no-restricted-imports', 'no-restricted-syntax'];
const eslint = new ESLint({
	overrideConfig: ts.configs.disableTypeChecked as Linter.Config,
	ruleFilter: ({ ruleId }) => guards.includes(ruleId)
});

/** What the rule says of a text as if it stood in `file`. */
async function faults(file: string, code: string, rule: string): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath: file });
	return (result?.messages ?? []).filter((m) => m.ruleId === rule).map((m) => m.message);
}

describe('imports go one way', () => {
	it.each([
		[
			'a rule importing a later area',
			'src/lib/people/role.ts',
			"import '#lib/reviews/review.ts';\n"
		],
		[
			'a rule importing server code',
			'src/lib/people/role.ts',
			"import '#lib/people/server/context.ts';\n"
		],
		[
			'a server module importing a later area',
			'src/lib/audit/server/append.ts',
			"import '#lib/reviews/server/schema.ts';\n"
		],
		[
			'a server module importing a component folder',
			'src/lib/audit/server/append.ts',
			"import '#lib/recordings/ui/player.svelte.ts';\n"
		],
		['a widget importing an area', 'src/lib/ui/toasts.svelte.ts', "import '#lib/people/role.ts';\n"]
	])('%s fails the lint', async (_what, file, code) => {
		expect(await faults(file, code, 'boundaries/dependencies')).not.toEqual([]);
	});

	it.each([
		[
			'a rule importing an earlier rule',
			'src/lib/reviews/review.ts',
			"import '#lib/people/role.ts';\n"
		],
		[
			'a server module importing its own rules',
			'src/lib/audit/server/append.ts',
			"import '#lib/audit/chain.ts';\n"
		]
	])('%s passes', async (_what, file, code) => {
		expect(await faults(file, code, 'boundaries/dependencies')).toEqual([]);
	});
});

describe('rules are pure', () => {
	it.each([
		['files', "import 'node:fs';\n", 'no-restricted-imports'],
		['the database', "import 'drizzle-orm';\n", 'no-restricted-imports'],
		['the framework', "import '@sveltejs/kit';\n", 'no-restricted-imports'],
		['the clock', 'export const at = Date.now();\n', 'no-restricted-syntax'],
		['a new Date', 'export const at = new Date();\n', 'no-restricted-syntax'],
		['chance', 'export const n = Math.random();\n', 'no-restricted-syntax']
	])('%s cannot be reached from a rule', async (_what, code, rule) => {
		expect(await faults('src/lib/people/role.ts', code, rule)).not.toEqual([]);
	});

	it('only tx() opens a transaction', async () => {
		const code =
			'declare const db: { transaction(work: () => void): void };\ndb.transaction(() => undefined);\n';
		expect(
			await faults('src/lib/people/server/context.ts', code, 'no-restricted-syntax')
		).not.toEqual([]);
	});
});
