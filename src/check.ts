/** `npm run check`: types of everything, after the generated files are brought up to date. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const steps: [string, string[]][] = [
	[
		'paraglide-js',
		[
			'compile',
			'--project',
			'./src/lib/i18n/project.inlang',
			'--outdir',
			'./src/lib/i18n/paraglide',
			'--silent'
		]
	],
	['svelte-kit', ['sync']],
	[
		'svelte-check',
		['--tsconfig', './tsconfig.json', '--fail-on-warnings', ...process.argv.slice(2)]
	]
];
for (const [tool, args] of steps) {
	const done = spawnSync(path.resolve('node_modules/.bin', tool), args, { stdio: 'inherit' });
	if (done.status !== 0) process.exit(done.status ?? 1);
}
