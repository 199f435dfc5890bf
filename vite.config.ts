import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
			cookieName: 'listenback_locale'
		}),
		tailwindcss(),
		sveltekit()
	],
	server: { host: '127.0.0.1' },
	build: { target: 'es2023' },
	ssr: { external: ['better-sqlite3', 'pg', 'node-av', '@node-rs/argon2', '@audio/decode-amr'] },
	test: {
		expect: { requireAssertions: true },
		testTimeout: 30_000,
		// One for each core, also on the two that a small machine has.
		maxWorkers: '100%',
		hookTimeout: 120_000,
		projects: [
			{
				extends: true,
				test: { name: 'unit', include: ['src/**/*.test.ts'], environment: 'node' }
			},
			{
				extends: true,
				test: {
					name: 'sqlite',
					include: ['tests/contract/**/*.test.ts'],
					// The program is loaded once for each worker, not for each file; every test has its own database.
					isolate: false,
					env: { LISTENBACK_TEST_ENGINE: 'sqlite', DATABASE_URL: 'file::template:' }
				}
			},
			{
				extends: true,
				test: {
					name: 'postgres',
					include: ['tests/contract/**/*.test.ts'],
					globalSetup: ['tests/support/postgres.ts'],
					isolate: false,
					env: { LISTENBACK_TEST_ENGINE: 'postgres', DATABASE_URL: 'postgres://template' }
				}
			},
			{
				extends: true,
				test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'] }
			},
			{
				extends: true,
				test: {
					name: 'long',
					include: ['tests/long/**/*.test.ts'],
					env: { LISTENBACK_TEST_ENGINE: 'sqlite', DATABASE_URL: 'file::template:' }
				}
			},
			{
				extends: true,
				test: {
					name: 'long-postgres',
					include: ['tests/long/http-matrix.test.ts', 'tests/long/review-kill.test.ts'],
					globalSetup: ['tests/support/postgres.ts'],
					env: { LISTENBACK_TEST_ENGINE: 'postgres', DATABASE_URL: 'postgres://template' }
				}
			}
		]
	}
});
