import { defineConfig } from '@playwright/test';

// Journeys run on files: in the tests' own process too, which decides the engine by this.
delete process.env.DATABASE_URL;

export default defineConfig({
	testDir: '.',
	testMatch: '*.e2e.ts',
	outputDir: '../../test-results',
	timeout: 120_000,
	expect: { timeout: 15_000 },
	fullyParallel: false,
	// Each file has a server of its own; a journey mostly waits.
	workers: 2,
	// Real sound in a real browser on a busy machine: a second look before it is called a failure.
	retries: 1,
	forbidOnly: true,
	reporter: [['line'], ['json']],
	use: {
		// What hangs is said in seconds, not when the journey's time is up.
		actionTimeout: 20_000,
		navigationTimeout: 30_000,
		viewport: { width: 1440, height: 900 },
		screenshot: 'only-on-failure',
		launchOptions: {
			...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
			args: [
				...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run',
				'--autoplay-policy=no-user-gesture-required'
			]
		}
	}
});
