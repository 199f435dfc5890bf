/** One visit to the recording's page with an empty cache, looked at from inside the page. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import type { Hour } from './player-hour.ts';

export interface Figures {
	/** The player's own drawing of the wave, from the last byte of the page. */
	drawnMs: number;
	/** Of that, from the last byte of its data. */
	paintedMs: number;
	pictureKb: number;
	playingMs: number;
	/** Memory of the tab's process that no other shares. */
	tabMb: number;
}

/** Notes, in the page, when the picture is painted, when a key is pressed and when the sound runs. */
export function watch() {
	const times: Record<string, number> = {};
	Object.assign(window, { times });
	const seen = (name: string) => (times[name] ??= performance.now());
	const drawn = new MutationObserver(() => {
		if (!document.querySelector('[data-drawn="true"]')) return;
		drawn.disconnect();
		// The frame after the next one: painted by then.
		requestAnimationFrame(() => requestAnimationFrame(() => seen('drawn')));
	});
	drawn.observe(document, { subtree: true, childList: true, attributes: true });
	addEventListener('keydown', () => seen('key'), { capture: true });
	document.addEventListener('playing', () => seen('playing'), { capture: true });
}

export async function visit(browser: Browser, hour: Hour): Promise<Figures> {
	const { storageState, url: baseURL } = hour;
	const viewport = { width: 1440, height: 900 };
	const context = await browser.newContext({ storageState, baseURL, locale: 'en', viewport });
	const page = await context.newPage();
	await page.addInitScript(watch);
	await page.goto(hour.page);
	const drawnMs = await sinceResponse(page, 'drawn');
	const { pictureKb, paintedMs } = await page.evaluate(() => {
		const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
		const [peaks, ...rest] = entries.filter(({ name }) => /\/(peaks|still)\b/.test(name)).reverse();
		return {
			pictureKb: [peaks!, ...rest].reduce((sum, { transferSize }) => sum + transferSize / 1000, 0),
			paintedMs: (window as never as Noted).times.drawn! - peaks!.responseEnd
		};
	});
	await page.keyboard.press('Space');
	const playingMs = await keyToPlaying(page);
	await page.keyboard.press('Space');
	for (let step = 0; step < 10; step++) await page.keyboard.press('+');
	await page.locator('[data-player-slider]').focus();
	for (const key of ['End', 'PageUp', '>', '>', '>', '>', '>', '>', 'Space'])
		await page.keyboard.press(key);
	return { drawnMs, paintedMs, pictureKb, playingMs, tabMb: await memoryAtTheEnd(browser, page) };
}

/** From the last byte of the page's answer to what `watch` noted. */
export async function sinceResponse(page: Page, what: string): Promise<number> {
	await page.waitForFunction((name) => name in (window as never as Noted).times, what);
	return page.evaluate((name) => {
		const [answer] = performance.getEntriesByType('navigation');
		return (
			(window as never as Noted).times[name]! - (answer as PerformanceResourceTiming).responseEnd
		);
	}, what);
}

export async function keyToPlaying(page: Page): Promise<number> {
	await page.waitForFunction(() => 'playing' in (window as never as Noted).times);
	return page.evaluate(() => {
		const { key, playing } = (window as never as Noted).times;
		return playing! - key!;
	});
}

interface Noted {
	times: Record<string, number>;
}

/** Waits for the end of the sound; then the private memory of the largest page process, in MB. */
export async function memoryAtTheEnd(browser: Browser, page: Page): Promise<number> {
	await page.waitForFunction(() => document.querySelector('audio')?.ended, null, {
		timeout: 120_000
	});
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	const sizes = processInfo
		.filter(({ type }) => type === 'renderer')
		.map(({ id }) => privateBytes(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')));
	return Math.max(...sizes) / 1e6;
}

const privateBytes = (rollup: string): number =>
	[...rollup.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)].reduce(
		(sum, [, kb]) => sum + Number(kb) * 1024,
		0
	);
