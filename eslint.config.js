import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Business areas, lowest first: an area may import itself and any area before it. */
export const areas = [
	'shared',
	'platform',
	'audit',
	'people',
	'notifications',
	'auth',
	'calendar',
	'recordings',
	'ingest',
	'rubric',
	'sampling',
	'ledger',
	'reviews',
	'duty',
	'coaching',
	'events',
	'custody',
	'assessments',
	'accountability',
	'reports',
	'jobs'
];
const upTo = (area) => areas.slice(0, areas.indexOf(area) + 1);
const within = (type, area) => ({ element: { type, captured: { area } } });
const text = { element: { type: 'i18n' } };
const widgets = { element: { type: 'widgets' } };

const policies = areas.flatMap((area) => [
	{ from: within('rules', area), allow: [{ to: within('rules', upTo(area)) }] },
	{
		from: within('server', area),
		allow: [{ to: within(['rules', 'server'], upTo(area)) }, { to: text }]
	},
	{
		from: within('ui', area),
		allow: [{ to: within(['rules', 'ui'], upTo(area)) }, { to: text }, { to: widgets }]
	}
]);
policies.push({
	from: widgets,
	allow: [{ to: widgets }, { to: text }, { to: within('rules', 'shared') }]
});
policies.push({ from: text, allow: [{ to: text }, { to: within('rules', 'shared') }] });

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'data/',
			'src/lib/i18n/paraglide/',
			'test-results/',
			'playwright-report/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommendedTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.node, ...globals.browser },
			parserOptions: {
				projectService: true,
				extraFileExtensions: ['.svelte'],
				tsconfigRootDir: import.meta.dirname
			}
		},
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/only-throw-error': 'off',
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true }
			],
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	// Types are worked out anew for every component, which takes minutes: svelte-check knows them, and
	// the long list (tests/long/lint.test.ts) asks for the rules that need them.
	...(process.env.LISTENBACK_LINT === 'quick'
		? [
				{
					files: ['**/*.svelte'],
					extends: [ts.configs.disableTypeChecked],
					rules: { 'svelte/no-unused-props': 'off' }
				}
			]
		: []),
	{ files: ['**/*.js', '**/*.mjs'], extends: [ts.configs.disableTypeChecked] },
	{
		files: ['src/lib/**/*.{ts,svelte}'],
		ignores: ['**/*.test.ts'],
		plugins: { boundaries },
		settings: {
			'import/resolver': { typescript: true },
			'boundaries/elements': [
				{ type: 'i18n', pattern: 'src/lib/i18n' },
				{ type: 'widgets', pattern: 'src/lib/ui' },
				{ type: 'server', pattern: 'src/lib/*/server', capture: ['area'] },
				{ type: 'ui', pattern: 'src/lib/*/ui', capture: ['area'] },
				{ type: 'rules', pattern: 'src/lib/*', capture: ['area'] }
			]
		},
		rules: { 'boundaries/dependencies': ['error', { default: 'disallow', policies }] }
	},
	{
		files: ['src/lib/*/*.ts', 'src/lib/*/kinds/*.ts', 'src/lib/*/presets/*.ts'],
		ignores: ['**/*.test.ts', 'src/lib/i18n/**', 'src/lib/ui/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^(node:|\\$app/|@sveltejs/|svelte$|svelte/|drizzle-orm)',
							message: 'Rules are pure: take facts and time as arguments.'
						}
					]
				}
			],
			'no-restricted-syntax': [
				'error',
				{
					selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
					message: 'Take `now` as an argument.'
				},
				{
					selector: 'MemberExpression[object.name="Date"][property.name="now"]',
					message: 'Take `now` as an argument.'
				},
				{
					selector: 'MemberExpression[object.name="Math"][property.name="random"]',
					message: 'Take a seeded source from shared/seeded-random.ts.'
				}
			]
		}
	},
	{
		files: ['src/lib/**/server/*.ts', 'src/routes/**/*.ts', 'src/cli/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: 'CallExpression[callee.property.name="transaction"]',
					message: 'Write through db.tx().'
				}
			]
		}
	},
	{
		files: ['src/routes/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^drizzle-orm',
							message: 'A route is a receptionist: call a query or a command.'
						}
					]
				}
			],
			'max-lines': ['error', { max: 60, skipBlankLines: true, skipComments: true }]
		}
	},
	{
		files: ['src/**/*.{ts,svelte}'],
		ignores: ['**/*.test.ts'],
		rules: { 'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }] }
	},
	{
		files: ['tests/**/*.ts', '**/*.test.ts'],
		rules: {
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-call': 'off'
		}
	}
);
