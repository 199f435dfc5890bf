/**
 * The player by keys and by ear: a slider with words, keys of the table and of one's own, what was
 * heard and what was not, a reader's settings found again. In both languages, with real sound.
 */
import { expect, test, type Page } from '@playwright/test';
import { addDays } from '#lib/shared/calendar.ts';
import { createApp, type App } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import { deliverCalls } from '../support/calls.ts';
import { day, instant, peopleIn, zone } from '../support/centre.ts';
import {
	currentMs,
	hear,
	heardPercent,
	isPlaying,
	laneIsDrawn,
	seekTo,
	waveformDrawn
} from '../support/player.ts';
import { entered } from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';

const people = `staff_no,name,role,department,team,extension,from
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
`;
const words = {
	'zh-CN': { slider: '播放位置', at: '7 秒 / 共 15 秒' },
	en: { slider: 'Position in the recording', at: '7 s of 15 s' }
};

let app: App;
test.beforeAll(async () => {
	app = await createApp();
	app.moveClock(instant(day, 18));
	await peopleIn(app, people, ['2001']);
	const { report } = await deliverCalls(app, zone, [
		{ desk: '3201', day: addDays(day, -1), count: 1, lengthMs: 15_000 }
	]);
	expect(report).toMatchObject({ new: 1 });
	await app.start();
});
test.afterAll(() => app.remove());

for (const locale of ['zh-CN', 'en'] satisfies Locale[])
	test(`keys, sound and settings of the player (${locale})`, async ({ browser }) => {
		const t = texts(locale);
		const page = await entered(browser, app, { staffNo: '2001', locale });
		await openCall(page);
		for (const lane of ['agent', 'customer'] as const)
			expect(await laneIsDrawn(page, lane)).toBe(true);

		await slides(page, locale);
		await leavesTypingAlone(page);
		await hearsWhatIsHeard(page, t);
		await findsKeysOfItsOwn(page, t);
		expect(await axeFaults(page)).toEqual([]);
	});

async function openCall(page: Page) {
	await page.goto('/recordings', { waitUntil: 'networkidle' });
	await page.locator('tbody a[href^="/recordings/"]').first().click();
	await waveformDrawn(page);
}

const seconds = async (page: Page) => Math.round((await currentMs(page)) / 100) / 10;

/** One tab stop with a name and words; the keys of the table, on the slider and off it. */
async function slides(page: Page, locale: Locale) {
	const { slider, at } = words[locale];
	await expect(page.locator('[data-player]')).toMatchAriaSnapshot(`- slider "${slider}"`);
	await page.locator('[data-player-slider]').focus();
	const steps: [key: string, at: number][] = [
		['ArrowRight', 5],
		['ArrowRight', 10],
		['Shift+ArrowLeft', 9],
		['ArrowLeft', 4],
		['PageDown', 15],
		['PageUp', 0],
		['End', 15],
		['Home', 0],
		['l', 5],
		['Shift+ArrowRight', 6],
		['Shift+ArrowRight', 7]
	];
	for (const [key, expected] of steps) {
		await page.keyboard.press(key);
		expect(await seconds(page), key).toBe(expected);
	}
	await expect(page.locator('[data-player-slider]')).toHaveAttribute('aria-valuetext', at);
	await page.locator('[data-player-slider]').blur();
	await page.keyboard.press(',');
	const turn = await seconds(page);
	expect(turn).toBeLessThan(7);
	await page.keyboard.press('.');
	expect(await seconds(page)).toBeGreaterThan(turn);
}

/** Digits, letters while typing, and words being composed move nothing; Alt K plays from a text field. */
async function leavesTypingAlone(page: Page) {
	await seekTo(page, 3);
	await page.keyboard.press('7');
	await page.locator('body').evaluate((body) => {
		for (const part of [{ isComposing: true }, { keyCode: 229 }])
			body.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true, ...part }));
	});
	await page.locator('#global-search').focus();
	await page.keyboard.type('jl ,.');
	expect(await currentMs(page)).toBe(3000);
	await page.keyboard.press('Alt+k');
	await expect.poll(() => isPlaying(page)).toBe(true);
	await page.keyboard.press('Alt+k');
	await expect.poll(() => isPlaying(page)).toBe(false);
	await page.locator('#global-search').fill('');
	await page.locator('#global-search').blur();
}

/** What plays is heard, once; what is sought over or muted is not. */
async function hearsWhatIsHeard(page: Page, t: ReturnType<typeof texts>) {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await seekTo(page, 0);
	await hear(page, 2500);
	await page.keyboard.press('Space');
	await expect.poll(() => isPlaying(page)).toBe(false);
	const once = await heardPercent(page);
	expect(once).toBeGreaterThan(14);
	await seekTo(page, 0);
	await hear(page, 1500);
	await page.keyboard.press('Space');
	await seekTo(page, 14);
	expect(await heardPercent(page)).toBeLessThan(once + 8);
	const before = await heardPercent(page);
	await page.keyboard.press('Shift+M');
	await expect(page.locator('[data-player-muted]')).toHaveText(t('player_muted_hint'));
	await seekTo(page, 8);
	await hear(page, 1500);
	await page.keyboard.press('Space');
	expect(await heardPercent(page)).toBe(before);
	await page.keyboard.press('Shift+M');
}

/** The dialog comes from the table; an own key works after a reload, a taken one is refused. */
async function findsKeysOfItsOwn(page: Page, t: ReturnType<typeof texts>) {
	await page.keyboard.press('>');
	await page.keyboard.press('?');
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByText(t('player_key_next_turn'))).toBeVisible();
	await dialog.getByRole('link', { name: t('shell_keys_change') }).click();
	const change = page.getByRole('button', {
		name: t('player_own_keys_change_one', { action: t('player_key_toggle') }),
		exact: true
	});
	await change.click();
	await page.keyboard.press('j');
	await expect(page.getByRole('alert')).toContainText(t('player_key_back_five'));
	await page.keyboard.press('p');
	await expect(page.locator('[data-key="player.toggle"]')).toHaveText('P');
	expect(await axeFaults(page)).toEqual([]);

	await openCall(page);
	await page.reload();
	await waveformDrawn(page);
	await expect(page.getByLabel(t('player_speed_label'))).toHaveValue('1.25');
	await page.keyboard.press('Space');
	expect(await isPlaying(page)).toBe(false);
	await page.keyboard.press('p');
	await expect.poll(() => isPlaying(page)).toBe(true);
	await page.keyboard.press('p');
	await page.goto('/account/keys', { waitUntil: 'networkidle' });
	await page.getByRole('button', { name: t('player_own_keys_reset_all') }).click();
	await expect(page.locator('[data-key="player.toggle"]')).toHaveText('Space');
	await openCall(page);
	await page.keyboard.press('<');
	await expect(page.getByLabel(t('player_speed_label'))).toHaveValue('1');
	await page.waitForResponse((answer) => answer.url().endsWith('/preferences/player'));
}
