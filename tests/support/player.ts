/** What a browser test asks of the player: by its data attributes, never by a text or a class. */
import type { Page } from '@playwright/test';

/** Where the playhead stands, by the audio element itself. */
export const currentMs = (page: Page): Promise<number> =>
	page
		.locator('[data-player-audio]')
		.evaluate((audio: HTMLAudioElement) => Math.round(audio.currentTime * 1000));

export const isPlaying = (page: Page): Promise<boolean> =>
	page.locator('[data-player-audio]').evaluate((audio: HTMLAudioElement) => !audio.paused);

/** Waits until the waveform stands: that of the call in the address, not of the page before it. */
export async function waveformDrawn(page: Page): Promise<void> {
	await page.waitForFunction(() => {
		const call = /^\/recordings\/[0-9a-f-]{36}/.exec(location.pathname)?.[0] ?? '';
		const audio = document.querySelector<HTMLAudioElement>('[data-player-audio]');
		return audio?.src.includes(call) && document.querySelector('[data-player] [data-drawn="true"]');
	});
}

export type LaneName = 'agent' | 'customer' | 'mixed' | 'unknown';

/** Whether a lane is drawn with sound in it: some columns taller than the middle line. */
export async function laneIsDrawn(page: Page, lane: LaneName): Promise<boolean> {
	const canvases = page.locator(`[part="canvases"] canvas[data-lane="${lane}"]`);
	const tall = await canvases.evaluateAll((found: HTMLCanvasElement[]) =>
		found.map((canvas) => {
			const { width, height } = canvas;
			const pixels = canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
			const inked = (x: number) =>
				Array.from({ length: height }, (_, y) => pixels[(y * width + x) * 4 + 3]!).filter(
					(alpha) => alpha > 0
				).length;
			return Array.from({ length: width }, (_, x) => inked(x)).filter((ink) => ink > 3).length;
		})
	);
	return tall.reduce((sum, columns) => sum + columns, 0) > 10;
}

/** Waits until the playhead stands `ms` past `from`; whoever calls has pressed play. */
export async function untilMoved(page: Page, ms: number, from = 0): Promise<void> {
	await page.waitForFunction((until) => {
		const audio = document.querySelector<HTMLAudioElement>('[data-player-audio]');
		return audio !== null && audio.currentTime * 1000 >= until;
	}, from + ms);
}

/**
 * Presses play and waits until the sound has moved by `ms`. Not after a play that was just asked
 * for: that begins a little later, and the press would end it.
 */
export async function hear(page: Page, ms: number): Promise<void> {
	const from = await currentMs(page);
	await page.locator('[data-player-toggle]').click();
	await untilMoved(page, ms, from);
}

/** Whole percent of the recording that this person has heard, as the bar shows it. */
export const heardPercent = async (page: Page): Promise<number> =>
	Number(await page.locator('[data-coverage]').getAttribute('data-coverage'));

/** Moves the playhead by the slider, as a keyboard or a screen reader does. */
export const seekTo = (page: Page, seconds: number): Promise<void> =>
	page.locator('[data-player-slider]').evaluate((slider: HTMLInputElement, value) => {
		slider.value = String(value);
		slider.dispatchEvent(new Event('input', { bubbles: true }));
	}, seconds);
