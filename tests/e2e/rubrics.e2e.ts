/**
 * A rubric from the draft to its first day: a lead writes by keys, tries it on a call and may not
 * publish it; the head, who did not write it, publishes from tomorrow; a review of today's call
 * still goes by the old one. Every page passes axe.
 */
import { expect, test, type Page } from '@playwright/test';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { addDays, dayText } from '#lib/shared/calendar.ts';
import { createApp, type App } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import { deliverCalls } from '../support/calls.ts';
import { day, instant, peopleIn, zone } from '../support/centre.ts';
import { entered, type Texts } from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';

const people = `staff_no,name,role,department,team,extension,from
3001,于建华,department-head,热线服务部,,,2026-01-01
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
`;
const words = { 'zh-CN': '微笑服务', en: 'A smile in the voice' } as const;
let app: App;

test.beforeAll(async () => {
	app = await createApp();
	app.moveClock(instant(day, 18));
	await peopleIn(app, people, ['3001', '2001']);
	app.moveClock(instant(day, 19));
	await deliverCalls(app, zone, [{ desk: '3201', day, count: 1 }]);
	await app.start();
});

test.afterAll(() => app.remove());

for (const [index, locale] of (['zh-CN', 'en'] satisfies Locale[]).entries())
	test(`a lead writes, the head publishes from tomorrow (${locale})`, async ({ browser }) => {
		test.setTimeout(120_000);
		const t = texts(locale);
		const lead = await entered(browser, app, { staffNo: '2001', locale });
		const draft = await write(lead, locale, t);
		await preview(lead, locale, t);
		await lead.goto(`${draft}/publication`);
		await expect(lead.getByText(t('designer_publication_not_yours'))).toBeVisible();
		await expect(lead.getByRole('button', { name: t('designer_publication_do') })).toHaveCount(0);

		const head = await entered(browser, app, { staffNo: '3001', locale });
		await publish(head, draft, index + 2, t);
		await stillTheOld(lead, locale, t);
		await lead.context().close();
		await head.context().close();
	});

/** Writes an item into the first section, spreads its points, moves it, saves: nothing by mouse. */
async function write(page: Page, locale: Locale, t: Texts): Promise<string> {
	await page.goto('/rubrics', { waitUntil: 'networkidle' });
	expect(await axeFaults(page), 'list').toEqual([]);
	await page.getByRole('link', { name: title(locale), exact: true }).press('Enter');
	await page.getByLabel(t('designer_start_note')).fill('语气也要评');
	await page.getByLabel(t('designer_start_note')).press('Enter');
	await page.waitForURL(/\/rubrics\/drafts\//);
	await page.waitForLoadState('networkidle');
	const draft = new URL(page.url()).pathname;
	const section = page.locator('#at-sections-0');
	await section.getByRole('button', { name: t('designer_add_item') }).press('Enter');
	const item = page.locator('#at-sections-0-items li').last();
	const zh = item.locator('input[name$=".text.zh-CN"]');
	await expect(zh).toBeFocused();
	await zh.fill(words['zh-CN']);
	await item.locator('input[name$=".text.en"]').fill(words.en);
	await section
		.getByRole('button', { name: t('designer_distribute') })
		.first()
		.press('Enter');
	await item.locator('input[name$=".text.en"]').press('Alt+ArrowUp');
	const place = reportForm.sections[0]!.items.length - 1 + (locale === 'en' ? 1 : 0);
	const moved = page.locator(`#at-sections-0-items-${place} input[name$=".text.zh-CN"]`);
	await expect(moved).toHaveValue(words['zh-CN']);
	expect(await axeFaults(page), 'editor').toEqual([]);
	await expect(page.getByText(t('designer_unsaved'))).toBeVisible();
	await page.keyboard.press('Control+s');
	await expect(page.getByText(t('designer_unsaved'))).toHaveCount(0);
	await page.reload({ waitUntil: 'networkidle' });
	await expect(moved).toHaveValue(words['zh-CN']);
	await expect(page.getByText(t('designer_missing_none'))).toBeVisible();
	return draft;
}

/** Tries the draft on the one call: the new item is asked, and there is nothing to submit. */
async function preview(page: Page, locale: Locale, t: Texts) {
	await page.getByRole('button', { name: t('designer_preview') }).press('Enter');
	await page.waitForURL(/\/preview/);
	expect(await axeFaults(page), 'choosing a call').toEqual([]);
	await page.getByRole('link', { name: t('designer_preview_use') }).press('Enter');
	await expect(page.getByText(words[locale]).first()).toBeVisible();
	await expect(page.locator('[data-submit]')).toHaveCount(0);
	await page.waitForLoadState('networkidle');
	expect(await axeFaults(page), 'preview').toEqual([]);
}

/** The head sees what changes, and publishes from tomorrow. */
async function publish(page: Page, draft: string, version: number, t: Texts) {
	await page.goto(`${draft}/publication`, { waitUntil: 'networkidle' });
	await expect(page.getByRole('cell', { name: t('designer_change_added') })).toBeVisible();
	expect(await axeFaults(page), 'publication').toEqual([]);
	await page.getByLabel(t('designer_publication_from')).fill(dayText(addDays(day, 1)));
	await page
		.getByRole('button', { name: t('designer_publication_do'), exact: true })
		.press('Enter');
	await page.waitForURL(/\/rubrics\/[0-9a-f-]+$/);
	const name = t('rubric_version', { version });
	await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
	expect(await axeFaults(page), 'versions').toEqual([]);
	await page.goto(`${new URL(page.url()).pathname}/compare?from=1&to=${version}`);
	await expect(page.getByRole('cell', { name: t('designer_change_added') }).first()).toBeVisible();
	expect(await axeFaults(page), 'comparison').toEqual([]);
}

/** Today's call is before the first day of the new version. */
async function stillTheOld(page: Page, locale: Locale, t: Texts) {
	await page.goto('/recordings', { waitUntil: 'networkidle' });
	const call = await page.locator('a[href^="/recordings/0"]').first().getAttribute('href');
	await page.goto(`${call}/review`, { waitUntil: 'networkidle' });
	await expect(page.getByRole('region', { name: t('workbench_bar_label') })).toBeVisible();
	const version = t('reviews_rubric_version', { title: title(locale), version: 1 });
	await expect(page.getByText(version)).toBeVisible();
	await expect(page.getByText(words[locale])).toHaveCount(0);
}

const title = (locale: Locale): string => reportForm.title[locale];
