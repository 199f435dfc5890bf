/**
 * Nothing typed is lost: the line cut at several points, a tab killed, two tabs of one person, a
 * sign-in that ended and another person at the same machine, and two reviewers of one call.
 */
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { DraftContent } from '#lib/reviews/draft.ts';
import { createApp, type App } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import { hearAll } from '../support/bench.ts';
import { deliverCalls } from '../support/calls.ts';
import { day, instant, peopleIn, zone } from '../support/centre.ts';
import { waveformDrawn } from '../support/player.ts';
import { entered, signIn } from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';

const people = `staff_no,name,role,department,team,extension,from
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
2002,欧阳,team-lead,热线服务部,一组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
`;
let app: App;
let calls: string[] = [];

test.beforeAll(async ({ browser }) => {
	app = await createApp();
	app.moveClock(instant(day, 18));
	await peopleIn(app, people, ['2001', '2002']);
	await deliverCalls(app, zone, [{ desk: '3201', day, count: 6, lengthMs: 2500 }]);
	await app.start({ env: { LISTENBACK_JOBS: '0' } });
	const page = await enter(browser, '2001', 'en');
	await page.goto('/recordings');
	const links = page.locator('tbody a[href^="/recordings/"]');
	calls = await links.evaluateAll((found) => [
		...new Set(found.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
	]);
	expect(calls.length).toBeGreaterThanOrEqual(6);
	await page.context().close();
});

test.afterAll(() => app.remove());

const enter = (browser: Browser, staffNo: string, locale: Locale): Promise<Page> =>
	entered(browser, app, { staffNo, locale });

/** The bench of the n-th call, once its scripts run. */
async function bench(page: Page, call: number): Promise<Page> {
	await page.goto(`${calls[call]}/review`);
	await waveformDrawn(page);
	return page;
}

const overall = (page: Page) => page.locator('textarea[name="comment"]');
const saved = (page: Page) => expect(page.locator('[data-saved="clean"]')).toBeVisible();
const onServer = (page: Page, call: number): Promise<DraftContent | null> =>
	page.evaluate(
		async (url) => ((await (await fetch(url)).json()) as { content: DraftContent | null }).content,
		`${calls[call]}/review/draft`
	);

/** The renderer dies with everything it had in memory; a new tab opens. */
async function kill(page: Page): Promise<Page> {
	const context: BrowserContext = page.context();
	const session = await context.newCDPSession(page);
	const crashed = page.waitForEvent('crash');
	session.send('Page.crash').catch(() => undefined);
	await crashed;
	const opened = await context.newPage();
	await page.close();
	return opened;
}

for (const locale of ['zh-CN', 'en'] satisfies Locale[])
	test(`a cut line and a killed tab lose nothing (${locale})`, async ({ browser }) => {
		const t = texts(locale);
		const call = locale === 'en' ? 0 : 1;
		const page = await bench(await enter(browser, '2001', locale), call);
		const offline = page.getByRole('alert').filter({ hasText: t('workbench_offline') });
		let words = '';
		const began = Date.now();
		await overall(page).pressSequentially('开头', { delay: 30 });
		await saved(page);
		expect(Date.now() - began).toBeLessThan(4000);
		words += '开头';
		for (const point of ['一', '二', '三', '四']) {
			// Nothing is being typed when the line is cut.
			await page.context().setOffline(true);
			await expect(offline).toBeVisible({ timeout: 3000 });
			if (point === '一') expect(await axeFaults(page), 'offline').toEqual([]);
			await overall(page).press('End');
			await overall(page).pressSequentially(point);
			words += point;
			await page.context().setOffline(false);
			await expect(offline).toBeHidden();
			await saved(page);
			expect((await onServer(page, call))?.comment).toBe(words);
		}
		await page.context().setOffline(true);
		await overall(page).press('End');
		await overall(page).pressSequentially('末尾');
		await page.waitForTimeout(1000);
		const again = await kill(page);
		await again.context().setOffline(false);
		await bench(again, call);
		await expect(overall(again)).toHaveValue(`${words}末尾`);
		await expect(again.getByText(t('drafts_restored'))).toBeVisible();
		await saved(again);
		expect((await onServer(again, call))?.comment).toBe(`${words}末尾`);
		expect(await again.evaluate(() => localStorage.length)).toBe(0);
		await again.context().close();
	});

test('two tabs of one person are merged, and asked about what clashes', async ({ browser }) => {
	const t = texts('en');
	const first = await bench(await enter(browser, '2001', 'en'), 2);
	await overall(first).fill('Begun');
	await saved(first);
	const second = await bench(await first.context().newPage(), 2);
	const wordsOfFirst = (page: Page) => page.locator('textarea[name^="private"]').first();
	await wordsOfFirst(second).fill('For the leads');
	await saved(second);
	await first.bringToFront();
	await overall(first).fill('Begun here');
	await saved(first);
	await expect(wordsOfFirst(first)).toHaveValue('For the leads');

	await second.bringToFront();
	await overall(second).fill('Begun there');
	const question = second.getByRole('alert', { name: t('drafts_conflict_title') });
	await expect(question).toContainText('Begun here');
	await expect(question).toContainText('Begun there');
	expect(await axeFaults(second), 'conflict').toEqual([]);
	await question.getByRole('button', { name: t('drafts_conflict_keep_theirs') }).click();
	await expect(question).toBeHidden();
	await saved(second);
	await expect(overall(second)).toHaveValue('Begun here');
	expect(await onServer(second, 2)).toMatchObject({ comment: 'Begun here' });
	await first.context().close();
});

test('another person at the same machine sees and saves nothing of it', async ({ browser }) => {
	const t = texts('en');
	const page = await bench(await enter(browser, '2001', 'en'), 3);
	await overall(page).fill('Of the first');
	await saved(page);
	const other = await page.context().newPage();
	await other.goto('/', { waitUntil: 'networkidle' });
	await other.evaluate(async () => {
		await fetch('/sign-out', { method: 'POST', body: new FormData() });
	});
	await page.bringToFront();
	const signedOut = page.getByRole('alert').filter({ hasText: t('workbench_signed_out') });
	await expect(signedOut).toBeVisible({ timeout: 3000 });
	await overall(page).fill('Of the first, while signed out');

	await other.bringToFront();
	await signIn(other, '2002', 'en', t);
	await bench(other, 3);
	await expect(overall(other)).toHaveValue('');
	await expect(other.getByText(t('drafts_restored'))).toBeHidden();
	expect(await onServer(other, 3)).toBeNull();
	await page.bringToFront();
	await overall(page).press('End');
	await overall(page).pressSequentially('!');
	await page.waitForTimeout(2500);
	await expect(signedOut).toBeVisible();
	expect(await onServer(other, 3)).toBeNull();
	await page.close();

	await other.evaluate(async () => {
		await fetch('/sign-out', { method: 'POST', body: new FormData() });
	});
	await signIn(other, '2001', 'en', t);
	await bench(other, 3);
	await expect(overall(other)).toHaveValue('Of the first, while signed out!');
	await saved(other);
	await other.context().close();
});

test('of two reviewers one wins; the other is told who and keeps the text', async ({ browser }) => {
	const t = texts('en');
	const slower = await bench(await enter(browser, '2001', 'en'), 4);
	await overall(slower).fill('Mine, not ready');
	await saved(slower);
	const quicker = await bench(await enter(browser, '2002', 'en'), 4);
	await quicker.locator('body').press('a');
	await quicker.locator('[data-submit]').click();
	// Nothing was heard yet: a reason would do as well, listening does better.
	const reason = quicker.locator('#under-heard-reason');
	await expect(reason).toBeVisible();
	await quicker.locator('#faults a', { hasText: t('workbench_heard_title') }).click();
	await expect(reason).toBeFocused();
	await reason.fill('short');
	await quicker.locator('[data-submit]').click();
	await expect(quicker).toHaveURL(/\/review$/);
	await reason.fill('');
	await quicker.locator('h1').first().click();
	await hearAll(quicker);
	await quicker.locator('[data-submit]').dblclick();
	await expect(quicker).toHaveURL((url) => url.pathname === '/');
	await quicker.context().close();

	await overall(slower).fill('Mine, not ready: more');
	const told = slower.getByRole('alert').filter({ hasText: '欧阳' });
	await expect(told).toBeVisible();
	await told.getByRole('button', { name: t('drafts_kept_read') }).click();
	await expect(slower.getByRole('heading', { level: 1 })).toHaveText(t('drafts_kept_title'));
	await expect(slower.getByLabel(t('drafts_kept_label'))).toHaveValue(/Mine, not ready: more/);
	expect(await axeFaults(slower), 'kept').toEqual([]);
	await slower.getByText(t('drafts_discard'), { exact: true }).click();
	await slower.getByRole('button', { name: t('drafts_discard_confirm') }).click();
	await expect(slower).toHaveURL((url) => url.pathname === '/');
	expect(await onServer(slower, 4)).toBeNull();
	expect(app.command<{ ok: boolean }>('audit', 'verify').ok).toBe(true);
	await slower.context().close();
});
