/**
 * A calibration from opening to closing: the head opens it from a recording, two leads score it by
 * keys and see nothing of each other before, all compare and the head writes what was agreed on.
 */
import { expect, test, type Page } from '@playwright/test';
import { createApp, type App } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import { find } from '../support/bench.ts';
import { deliverCalls } from '../support/calls.ts';
import { day, instant, peopleIn, zone } from '../support/centre.ts';
import { CountedKeys } from '../support/keyboard.ts';
import { waveformDrawn } from '../support/player.ts';
import { entered, type Texts } from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';

const people = `staff_no,name,role,department,team,extension,from
3001,于建华,department-head,热线服务部,,,2026-01-01
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
2002,欧阳,team-lead,热线服务部,二组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
`;
const secret = '电话没有逐位核对';
let app: App;

test.beforeAll(async () => {
	app = await createApp();
	app.moveClock(instant(day, 18));
	await peopleIn(app, people, ['3001', '2001', '2002']);
	await deliverCalls(app, zone, [{ desk: '3201', day, count: 2, lengthMs: 4000 }]);
	await app.start();
});

test.afterAll(() => app.remove());

for (const locale of ['zh-CN', 'en'] satisfies Locale[])
	test(`two leads score a call blind, then all see where they differ (${locale})`, async ({
		browser
	}) => {
		const t = texts(locale);
		const enter = (staffNo: string) =>
			entered(browser, app, { staffNo, locale, reducedMotion: 'reduce' });
		const head = await enter('3001');
		const address = await openSession(head, locale, t);
		const one = await enter('2001');
		await scoreCall(one, { address, finding: true }, t);
		await expect(one.getByRole('heading', { name: t('calibration_results_title') })).toBeVisible();
		const two = await enter('2002');
		for (const page of [head, two]) await blind(page, address, t);
		await scoreCall(two, { address, finding: false }, t);
		await talk(two, t);
		await agree(head, address, t);
		for (const page of [head, one, two]) await page.context().close();
	});

async function openSession(page: Page, locale: Locale, t: Texts): Promise<string> {
	await page.goto('/recordings', { waitUntil: 'networkidle' });
	await page.locator('a[href^="/recordings/0"]').first().click();
	await page.getByRole('link', { name: t('calibration_open_of_call') }).click();
	await page.getByLabel(t('calibration_field_title')).fill(`核对电话 ${locale}`);
	await page.getByLabel(t('calibration_field_find')).fill('梅');
	await page.getByRole('checkbox', { name: '梅琳' }).check();
	await page.getByLabel(t('calibration_field_find')).fill('2002');
	await expect(page.getByRole('checkbox', { name: '梅琳' })).toBeHidden();
	await page.getByRole('checkbox', { name: '欧阳' }).check();
	expect(await axeFaults(page), 'opening').toEqual([]);
	await page.getByRole('button', { name: t('calibration_submit_new') }).click();
	await expect(page).toHaveURL(/\/calibrations\/[0-9a-f-]{36}$/);
	await expect(page.getByText(t('calibration_blind_opener_hint'))).toBeVisible();
	return new URL(page.url()).pathname;
}

/** From Today to the submitted call, by keys once the bench is open. */
async function scoreCall(
	page: Page,
	{ address, finding }: { address: string; finding: boolean },
	t: Texts
) {
	await page.goto('/', { waitUntil: 'networkidle' });
	await page.locator(`a[href="${address}"]`).click();
	await expect(page).toHaveURL(new RegExp(address));
	await page
		.locator('header')
		.getByRole('link', { name: t('calibration_call_score') })
		.click();
	await expect(page).toHaveURL(/\/calls\//);
	await waveformDrawn(page);
	await expect(page.getByText('林晓')).toHaveCount(0);
	const keys = new CountedKeys(page);
	await keys.press('a');
	if (finding) await find(keys, 7, secret);
	await keys.press('Control+Enter');
	await expect(page).toHaveURL((url) => url.pathname === address);
}

/** Neither the page nor the data behind it tells what was submitted. */
async function blind(page: Page, address: string, t: Texts) {
	await page.goto(address, { waitUntil: 'networkidle' });
	const people = page.getByRole('region', { name: t('calibration_people_title') });
	await expect(people).toContainText(t('calibration_progress', { done: 1, all: 2 }));
	await expect(page.getByRole('table')).toHaveCount(0);
	const sent = [await page.content()];
	for (const path of [address, '/calibrations'])
		sent.push(await (await page.request.get(`${path}/__data.json`)).text());
	expect(sent.join()).not.toContain(secret);
	expect(sent.join()).not.toContain('rawTenths');
	expect(await axeFaults(page), 'blind').toEqual([]);
}

async function talk(page: Page, t: Texts) {
	await expect(page.getByText(t('calibration_grid_deviates'))).toHaveCount(0);
	await page.getByLabel(t('calibration_talk_words')).fill('报一遍号码算不算核对？');
	await page.getByRole('button', { name: t('calibration_talk_send') }).click();
	await expect(page.getByText('报一遍号码算不算核对？')).toBeVisible();
}

async function agree(page: Page, address: string, t: Texts) {
	await page.goto(address, { waitUntil: 'networkidle' });
	const grid = page.getByRole('table', { name: t('calibration_grid_caption', { number: 1 }) });
	await expect(grid).toContainText(t('calibration_too_few'));
	await expect(grid.locator('tbody tr')).not.toHaveCount(0);
	const row = grid.locator('tr', { hasText: t('calibration_grid_words', { count: 1 }) });
	await row.getByRole('combobox').selectOption('no');
	expect(await axeFaults(page), 'the room').toEqual([]);
	await page.goto(address, { waitUntil: 'networkidle' });
	await row.getByRole('combobox').selectOption('no');
	await page.getByLabel(t('calibration_close_words')).fill('须逐位核对。');
	await page.getByRole('button', { name: t('calibration_close_submit') }).click();
	await expect(page.getByText('须逐位核对。')).toBeVisible();
	await expect(row.locator('td').last()).toHaveText(t('rubric_no'));
	await expect(page.getByRole('combobox')).toHaveCount(0);
	const agreement = await page.goto('/agreement', { waitUntil: 'networkidle' });
	expect(agreement?.status()).toBe(200);
	await expect(page.getByRole('table', { name: t('agreement_drift_caption') })).toContainText(
		'梅琳'
	);
	expect(await axeFaults(page), 'agreement').toEqual([]);
}
