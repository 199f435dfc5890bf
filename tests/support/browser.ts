/** Finds a Chromium and a Chinese font, or installs them: Debian's packages as root, else Playwright's own download. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usual = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

export const isRootDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** Path of the browser; empty when Playwright's own is used. */
export function ensureBrowser(): string {
	ensureChineseFont();
	const found = findBrowser();
	if (found) return found;
	if (isRootDebian) {
		install('chromium');
		return findBrowser() ?? '';
	}
	spawnSync('playwright', ['install', 'chromium'], { stdio: 'inherit' });
	return '';
}

export function findBrowser(): string | undefined {
	const given = process.env.CHROMIUM_PATH;
	return [...(given ? [given] : []), ...usual].find((file) => existsSync(file));
}

/** Without one Chromium draws boxes: screenshots and widths would lie. */
function ensureChineseFont() {
	const list = spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' });
	if (list.stdout?.trim()) return;
	if (isRootDebian) install('fonts-noto-cjk', 'fontconfig');
	else process.stdout.write('No Chinese font found: pictures will show boxes.\n');
}

export function install(...packages: string[]) {
	process.stdout.write(`Installing ${packages.join(', ')} …\n`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'], env };
	spawnSync('apt-get', ['update', '-qq'], quiet);
	const done = spawnSync(
		'apt-get',
		['install', '-y', '-qq', '--no-install-recommends', ...packages],
		quiet
	);
	if (done.status !== 0) throw new Error(`apt-get could not install ${packages.join(', ')}`);
}
