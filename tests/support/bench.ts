/** What browser tests ask of the review workbench: by its data attributes and its accessible names. */
import { expect, type Page } from '@playwright/test';
import { axeFaults } from './axe.ts';
import type { CountedKeys } from './keyboard.ts';
import { currentMs, heardPercent, isPlaying, untilMoved, waveformDrawn } from './player.ts';
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
		// `ended` still tells of the round before when play has not begun yet.
		await page.locator('[data-player-audio]').evaluate((audio: HTMLAudioElement) => {
			delete audio.dataset.played;
			audio.addEventListener('ended', () => (audio.dataset.played = 'whole'), { once: true });
		});
		await page.keyboard.press('Space');
		await page.locator('[data-played]').waitFor({ state: 'attached', timeout: 30_000 });
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

/** What a screen reader says of the first item, the bar and the tabs. */
export async function readAloud(page: Page, t: Texts) {
	const bar = page.getByRole('region', { name: t('workbench_bar_label') });
	await expect(bar).toMatchAriaSnapshot(`
    - region "${t('workbench_bar_label')}":
      - paragraph:
        - strong: –
        - text: ${t('workbench_raw_so_far')}
      - paragraph: /\\d+/
      - button "${t('workbench_key_help')}": "?"
      - paragraph: ${t('workbench_nothing_saved')}
      - link "${t('workbench_skip')}"
      - button "${t('workbench_save')}"
      - button "${t('workbench_submit_next')}"
  `);
	await expect(page.locator('[data-item="greeting"]')).toMatchAriaSnapshot(`
    - group:
      - radio "${t('rubric_yes')}"
      - radio "${t('rubric_no')}"
  `);
	await expect(page.getByRole('tablist')).toMatchAriaSnapshot(`
    - tablist "${t('workbench_tabs_label')}":
      - tab "${t('workbench_tab_notes')}"
      - tab "${t('workbench_tab_evidence')}" [selected]
      - tab "${t('workbench_tab_self_check')}"
      - tab "${t('workbench_tab_history')}"
  `);
}

/** Plays what is pinned to an item, and stands where it ends. */
export async function playPinned(page: Page) {
	const passage = page.locator('[data-item="no-invalid-promise"] .play');
	const range = /(\d+):(\d+)\D+(\d+):(\d+)/.exec((await passage.textContent())!)!.map(Number);
	const end = (range[3]! * 60 + range[4]!) * 1000;
	await passage.press('Enter');
	await untilMoved(page, end - 1000);
	await expect.poll(() => isPlaying(page)).toBe(false);
	expect(Math.abs((await currentMs(page)) - end)).toBeLessThan(1000);
}

/** Without a network the page says so, and what was typed stays and is saved later. */
export async function offline(page: Page, t: Texts) {
	const banner = page.getByRole('alert').filter({ hasText: t('workbench_offline') });
	await page.context().setOffline(true);
	const comment = page.getByRole('textbox', { name: t('workbench_overall'), exact: true });
	await comment.fill('整体服务规范，语气热情。');
	await expect(banner).toBeVisible();
	expect(await axeFaults(page), 'offline').toEqual([]);
	await page.context().setOffline(false);
	await expect(banner).toHaveCount(0);
	await expect(comment).toHaveValue('整体服务规范，语气热情。');
	await page.keyboard.press('Escape');
}
