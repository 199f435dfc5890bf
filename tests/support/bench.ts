/** What browser tests ask of the review workbench: by its data attributes and its accessible names. */
import { expect, type Page } from '@playwright/test';
import type { CountedKeys } from './keyboard.ts';
import { currentMs, heardPercent, waveformDrawn } from './player.ts';
import type { Texts } from './steps.ts';

/** Waits until the bench of another call than `before` stands. */
export async function benchOpen(page: Page, before = ''): Promise<string> {
	await expect(page).toHaveURL((url) => url.pathname.endsWith('/review') && url.href !== before);
	await waveformDrawn(page);
	return page.url();
}

/** Hears the call by the player's keys alone, three times as fast, and again what a busy machine left out. */
export async function hearAll(page: Page): Promise<void> {
	for (let step = 0; step < 6; step++) await page.keyboard.press('>');
	for (let round = 0; round < 4 && (await heardPercent(page)) < 97; round++) {
		await page.keyboard.press('Space');
		await page.waitForFunction(
			() => document.querySelector<HTMLAudioElement>('[data-player-audio]')?.ended
		);
	}
}

/** A finding by keys: to the item by its number, "no", the passage, the words. */
export async function find(keys: CountedKeys, number: number, words: string): Promise<void> {
	await keys.press('i', ...String(number).padStart(2, '0'), '2', 'e', 'c');
	await keys.type(words);
	await keys.press('Escape');
}

/** Items, fields and buttons that have the focus are never under the strip or the bar. */
export async function hiddenByBars(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const focused = document.activeElement!;
		const { top, bottom } = focused.getBoundingClientRect();
		const strip = document.querySelector('[data-bench] > div')!.getBoundingClientRect();
		const bar = document.querySelector('[data-submit]')!.closest('[role="region"]')!;
		const foot = bar.getBoundingClientRect().top;
		const inBars = bar.contains(focused) || focused.closest('[data-bench] > div') !== null;
		const fits = bottom - top < foot - strip.bottom;
		if (inBars || !fits || (top >= strip.bottom - 1 && bottom <= foot + 1)) return [];
		return [`${focused.id || focused.outerHTML.slice(0, 80)} ${top} ${bottom}`];
	});
}

/** Letters that are typed, and those of a word being composed, are nobody's keys. */
export async function typingIsNotSeeking(page: Page, t: Texts): Promise<void> {
	const comment = page.getByRole('textbox', { name: t('workbench_overall'), exact: true });
	await comment.focus();
	const before = await currentMs(page);
	await page.keyboard.type('jl,.[ ]am');
	await comment.evaluate((field) => {
		for (const key of ['j', 'l', ' ', 'ArrowLeft', 'e'])
			field.dispatchEvent(
				new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true })
			);
		document.body.dispatchEvent(
			new KeyboardEvent('keydown', { key: 'l', keyCode: 229, bubbles: true, cancelable: true })
		);
	});
	await page.keyboard.insertText('整体服务规范');
	await expect(comment).toHaveValue('jl,.[ ]am整体服务规范');
	expect(await currentMs(page)).toBe(before);
	await comment.fill('整体服务规范。');
	await page.keyboard.press('Escape');
}

/** Everything that still moves although the reader asked for stillness. */
export const moving = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll('main *')]
			.filter((element) => {
				const { transitionDuration, animationDuration } = getComputedStyle(element);
				return [transitionDuration, animationDuration]
					.flatMap((durations) => durations.split(','))
					.some((duration) => parseFloat(duration) > 0.02);
			})
			.map((element) => element.outerHTML.slice(0, 80))
	);
