/**
 * The review workbench by keys alone: a flawless call, a call with two findings, a call put aside;
 * and the states it can be in, as axe and a screen reader meet it. Keys are counted. What becomes
 * of drafts in conflict is in drafts.e2e.ts.
 */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { addDays } from '#lib/shared/calendar.ts';
import { createApp, type App } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import {
	benchOpen,
	find,
	hearAll,
	hiddenByBars,
	moving,
	offline,
	playPinned,
	readAloud,
	typingIsNotSeeking
} from '../support/bench.ts';
import { deliverCalls } from '../support/calls.ts';
import { day, instant, peopleIn, zone } from '../support/centre.ts';
import { CountedKeys } from '../support/keyboard.ts';
import { entered, type Texts } from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';

const leads = { 'zh-CN': '2001', en: '2002' } as const;
const people = `staff_no,name,role,department,team,extension,from
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
2002,欧阳,team-lead,热线服务部,二组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
1002,周倩,agent,热线服务部,一组,3202,2026-01-01
1003,吴桐,agent,热线服务部,一组,3203,2026-01-01
1004,陈静,agent,热线服务部,二组,3204,2026-01-01
1005,李强,agent,热线服务部,二组,3205,2026-01-01
1006,赵敏,agent,热线服务部,二组,3206,2026-01-01
`;
const desks = ['3201', '3202', '3203', '3204', '3205', '3206'];
let app: App;

test.beforeAll(async () => {
	app = await createApp();
	app.moveClock(instant(day, 18));
	await peopleIn(app, people, Object.values(leads));
	const deliveries = desks.map((desk) => ({ desk, day, count: 2, lengthMs: 4000 }));
	const { report, count } = await deliverCalls(app, zone, deliveries);
	expect(report).toMatchObject({ new: count });
	await app.start({ now: instant(addDays(day, 1), 6) });
});

test.afterAll(() => app.remove());

for (const locale of ['zh-CN', 'en'] satisfies Locale[])
	test(`a lead reviews the drawn calls without a mouse (${locale})`, async ({ browser }) => {
		test.setTimeout(120_000);
		const t = texts(locale);
		const page = await enter(browser, locale, t);
		const flawless = await flawlessCall(page, t);
		const found = await twoFindings(page, flawless, t);
		await skipped(page, found, t);
		await submitted(page, flawless, t);
		await page.context().close();
	});

/** The lead on Today, with drawn calls waiting, who asked for stillness. */
async function enter(browser: Browser, locale: Locale, t: Texts): Promise<Page> {
	const reader = { staffNo: leads[locale], locale, reducedMotion: 'reduce' } as const;
	const page = await entered(browser, app, reader);
	await expect
		.poll(
			async () => {
				await page.goto('/', { waitUntil: 'networkidle' });
				return page.getByRole('link', { name: t('today_start_next') }).count();
			},
			{ timeout: 60_000 }
		)
		.toBe(1);
	return page;
}

/** From the queue to the next call in six keys at most, beside those of listening. */
async function flawlessCall(page: Page, t: Texts): Promise<string> {
	const keys = new CountedKeys(page);
	const picture = Promise.withResolvers<void>();
	await page.route('**/peaks*', async (route) => {
		await picture.promise;
		await route.continue();
	});
	await keys.press('n');
	await expect(page.getByRole('region', { name: t('workbench_bar_label') })).toBeVisible();
	expect(await axeFaults(page), 'loading').toEqual([]);
	picture.resolve();
	const address = await benchOpen(page);
	expect(await axeFaults(page), 'empty').toEqual([]);
	expect(await moving(page)).toEqual([]);
	await readAloud(page, t);
	await hearAll(page);
	await keys.press('a', 'Control+Enter');
	await benchOpen(page, address);
	expect(keys.pressed).toBeLessThanOrEqual(6);
	return address;
}

/** Twenty-five keys at most beside the words, and exactly what was pinned plays. */
async function twoFindings(page: Page, before: string, t: Texts): Promise<string> {
	const address = page.url();
	expect(address).not.toBe(before);
	await hearAll(page);
	const keys = new CountedKeys(page);
	await keys.press('a');
	await find(keys, 7, '电话没有逐位核对。');
	await find(keys, 14, '承诺了今晚八点前修好。');
	const spent = keys.pressed;

	await page.getByRole('tab', { name: t('workbench_tab_evidence') }).press('ArrowRight');
	await expect(page.getByText(t('workbench_self_check_locked'))).toBeVisible();
	await typingIsNotSeeking(page, t);
	await keys.press('m');
	await keys.type('客户在这里着急。');
	await keys.press('Escape');
	for (let item = 0; item < 24; item++) {
		await page.keyboard.press('ArrowUp');
		expect(await hiddenByBars(page)).toEqual([]);
	}
	await playPinned(page);
	expect(await axeFaults(page), 'draft').toEqual([]);
	await offline(page, t);

	const last = keys.pressed;
	await keys.press('Control+Enter');
	await benchOpen(page, address);
	expect(spent + keys.pressed - last).toBeLessThanOrEqual(25);
	return address;
}

/** A call put aside with its reason: the next one, or Today when it was the last. */
async function skipped(page: Page, before: string, t: Texts) {
	expect(page.url()).not.toBe(before);
	const address = page.url();
	await page.getByRole('link', { name: t('workbench_skip') }).press('Enter');
	await expect(page).toHaveURL(/\/sampling\/assignments\/[0-9a-f-]{36}\/replacement\?next$/);
	await page.locator('input[value="wrong-agent"]').press('Space');
	await page.locator('textarea[name="words"]').fill('工位互换，通话的是同事。');
	await page.getByRole('button', { name: t('duty_replace_submit') }).press('Enter');
	await expect(page).toHaveURL((url) => url.href !== address && !url.pathname.includes('sampling'));
}

/** What was submitted can be read on the same screen, and changed by nobody. */
async function submitted(page: Page, address: string, t: Texts) {
	await page.goto(address, { waitUntil: 'networkidle' });
	await expect(page.locator('[data-bench="read"]')).toBeVisible();
	await expect(page.getByRole('button', { name: t('workbench_save') })).toHaveCount(0);
	await expect(page.locator('input[type="radio"]:enabled')).toHaveCount(0);
	expect(await axeFaults(page), 'submitted').toEqual([]);
}
