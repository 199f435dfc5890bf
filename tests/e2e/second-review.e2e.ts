/**
 * A second look: the lead reviews a call and its agent reads it; the head hears the same call blind
 * and then sees both reviews side by side, corrects the first with a reason, and the agent reads the
 * correction and acknowledges it anew.
 */
import { expect, test, type Page } from '@playwright/test';
import { addDays, dayText, weekday } from '#lib/shared/calendar.ts';
import { createApp, type App } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import { benchOpen, find, hearAll } from '../support/bench.ts';
import { deliverCalls } from '../support/calls.ts';
import { day, instant, peopleIn, zone } from '../support/centre.ts';
import { CountedKeys } from '../support/keyboard.ts';
import { entered, type Texts } from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';

const sunday = addDays(day, 7 - weekday(day));
/** Monday, before the self-checks are drawn: they would keep the reviews from the agents. */
const monday = instant(addDays(sunday, 1), 6, 5);
const casts = {
	'zh-CN': { lead: '2001', leadName: '梅琳', agent: '1001' },
	en: { lead: '2002', leadName: '欧阳', agent: '1002' }
} as const;
const people = `staff_no,name,role,department,team,extension,from
3001,于建华,department-head,热线服务部,,,2026-01-01
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
2002,欧阳,team-lead,热线服务部,二组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
1002,周倩,agent,热线服务部,二组,3202,2026-01-01
`;
let app: App;

test.beforeAll(async () => {
	app = await createApp();
	app.moveClock(instant(sunday, 18));
	await peopleIn(app, people, ['3001', '2001', '2002', '1001', '1002']);
	const calls = ['3201', '3202'].map((desk) => ({ desk, day: sunday, count: 1, lengthMs: 4000 }));
	const { report, count } = await deliverCalls(app, zone, calls);
	expect(report).toMatchObject({ new: count });
	app.moveClock(monday);
	for (const plan of ['daily-spot-check', 'weekly-audit'])
		app.command('draw', 'run', '--plan', plan, '--period', dayText(sunday));
	await app.start();
});

test.afterAll(() => app.remove());

for (const locale of ['zh-CN', 'en'] satisfies Locale[])
	test(`a review is heard again, corrected and acknowledged anew (${locale})`, async ({
		browser
	}) => {
		test.setTimeout(120_000);
		const t = texts(locale);
		const { lead, leadName, agent } = casts[locale];
		const enter = (staffNo: string) =>
			entered(browser, app, { staffNo, locale, reducedMotion: 'reduce' });
		const reviewer = await enter(lead);
		const address = await firstReview(reviewer, t);
		const reader = await enter(agent);
		const first = await acknowledged(reader, t);
		const head = await enter('3001');
		await nothingShown(head, { first, address, leadName }, t);
		await blindAudit(head, address, t);
		await corrected(head, leadName, t);
		await readAnew(reader, first, t);
		await reviewer.goto(`/reviews/${first.split('/').at(-1)}`);
		await expect(reviewer.getByText(t('revisions_to_newest'))).toBeVisible();
		for (const page of [reviewer, reader, head]) await page.context().close();
	});

/** One finding; the address of the bench. */
async function firstReview(page: Page, t: Texts): Promise<string> {
	await page.goto('/', { waitUntil: 'networkidle' });
	await page.getByRole('link', { name: t('today_start_next') }).click();
	const address = await benchOpen(page);
	await hearAll(page);
	const keys = new CountedKeys(page);
	await keys.press('a');
	await find(keys, 7, '电话没有逐位核对。');
	await keys.press('Control+Enter');
	await expect(page).toHaveURL(/\/$/);
	return new URL(address).pathname;
}

/** The agent opens the one review there is and acknowledges it; its address. */
async function acknowledged(page: Page, t: Texts): Promise<string> {
	await page.goto('/reviews', { waitUntil: 'networkidle' });
	await page.locator('tbody a').first().click();
	await expect(page.getByRole('heading', { name: t('reviews_findings') })).toBeVisible();
	await page.getByRole('button', { name: t('reviews_acknowledge'), exact: true }).click();
	await expect(page.getByRole('button', { name: t('reviews_acknowledge') })).toHaveCount(0);
	return new URL(page.url()).pathname;
}

/** Before the own audit is in, no page tells who reviewed the call or what came of it. */
async function nothingShown(
	page: Page,
	{ first, address, leadName }: { first: string; address: string; leadName: string },
	t: Texts
) {
	await page.goto('/reviews');
	await expect(page.locator(`a[href="${first}"]`)).toHaveCount(0);
	expect((await page.goto(first))?.status()).toBe(409);
	await page.goto(address.replace(/\/review$/, ''));
	await expect(page.getByText(t('player_reviews_hidden'))).toBeVisible();
	for (const path of [address, address.replace(/\/review$/, ''), first]) {
		const data = await page.request.get(`${path}/__data.json`);
		expect(await data.text()).not.toContain(leadName);
	}
}

async function blindAudit(page: Page, address: string, t: Texts) {
	await page.goto(address, { waitUntil: 'networkidle' });
	await benchOpen(page);
	await hearAll(page);
	const keys = new CountedKeys(page);
	await keys.press('a');
	await find(keys, 14, '承诺了今晚八点前修好。');
	await keys.press('Control+Enter');
	await expect(page).toHaveURL(/\/reviews\/[^/]+\/second-review$/);
	await expect(page.getByRole('heading', { name: t('revisions_second_diff') })).toBeVisible();
}

/** Both differ in two criteria; the head takes one of the own answers. */
async function corrected(page: Page, leadName: string, t: Texts) {
	const table = page.getByRole('table', { name: t('revisions_second_diff') });
	await expect(table.locator('tbody tr')).toHaveCount(2);
	await expect(table).toContainText(t('revisions_second_first', { name: leadName }));
	await expect(table.locator('.play')).toHaveCount(2);
	expect(await axeFaults(page), 'compared').toEqual([]);
	await page.goto('/');
	await page.locator('a[href="/reviews?second=waiting"]').click();
	await page.locator('tbody a').first().click();
	await page.getByRole('link', { name: t('revisions_second_compare') }).click();
	await table.getByRole('checkbox').first().uncheck();
	const form = page.locator('#correction');
	await form.getByRole('button').click();
	await expect(form).toContainText(t('revisions_refusal_reason_too_short', { least: 10 }));
	await expect(table.getByRole('checkbox').first()).not.toBeChecked();
	await form.getByLabel(t('revisions_second_reason')).fill('复听后确认有承诺，已与领班沟通。');
	await form.getByRole('button').click();
	await expect(page.getByRole('link', { name: t('revisions_second_to_revision') })).toBeVisible();
	expect(await axeFaults(page), 'ruled').toEqual([]);
}

/** The old address leads to the correction, which waits for the agent's word. */
async function readAnew(page: Page, first: string, t: Texts) {
	await page.goto(first, { waitUntil: 'networkidle' });
	await page.getByRole('link', { name: t('revisions_to_newest') }).click();
	await expect(page).not.toHaveURL(first);
	await expect(page.getByText(t('reviews_banner_waiting'))).toBeVisible();
	const history = page.getByRole('region', { name: t('revisions_title') });
	await expect(history).toContainText('复听后确认有承诺');
	await expect(history).toContainText('承诺了今晚八点前修好');
	expect(await axeFaults(page), 'corrected').toEqual([]);
	await page.getByRole('button', { name: t('reviews_acknowledge'), exact: true }).click();
	await expect(page.getByText(t('reviews_banner_waiting'))).toHaveCount(0);
}
