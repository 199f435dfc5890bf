/**
 * The duty to check, from the plan to its counts: the head asks for two calls of each agent, the
 * scheduler draws the next day so, the lead puts one aside, the draw replays, the agent hears an own
 * call, and everybody sees how it stands. The clock is moved by configuration; nothing is made up.
 */
import { expect, test, type Page } from '@playwright/test';
import { addDays, dayText, type BusinessDay } from '#lib/shared/calendar.ts';
import { createApp, type App } from '../support/app.ts';
import { deliverCalls } from '../support/calls.ts';
import { day as running, instant, peopleIn, zone } from '../support/centre.ts';
import { untilMoved, waveformDrawn } from '../support/player.ts';
import { entered, type Texts } from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';

const next = addDays(running, 1);

const people = `staff_no,name,role,department,team,extension,from
3001,于建华,department-head,热线服务部,,,2026-01-01
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
2002,欧阳,team-lead,热线服务部,二组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
1002,周倩,agent,热线服务部,一组,3202,2026-01-01
`;
/** What each desk records: day and how many calls. */
const delivered = [
	{ desk: '3201', day: running, count: 3 },
	{ desk: '3201', day: next, count: 4 },
	{ desk: '3202', day: next, count: 3 }
];

for (const locale of ['zh-CN', 'en'] satisfies Locale[]) {
	test(`a changed plan rules the next draw, and all see what became of it (${locale})`, async ({
		browser
	}) => {
		test.setTimeout(240_000);
		const t = texts(locale);
		const app = await createApp();
		const enter = (staffNo: string) => entered(browser, app, { staffNo, locale });
		try {
			app.moveClock(instant(running, 10));
			await peopleIn(app, people, ['3001', '2001', '2002', '1001']);
			await app.start();
			await askForTwo(await enter('3001'), locale, t);
			await app.stop();

			app.moveClock(instant(addDays(next, 1), 5, 50));
			const { count: sent, report } = await deliverCalls(app, zone, delivered);
			expect(report).toMatchObject({ new: sent });
			await app.start({ now: instant(addDays(next, 1), 6, 16) });
			const lead = await enter('2001');
			await findTwo(lead, locale, t);
			const replaced = await putAside(lead, locale, t);
			await replay(lead, app, t);
			await stranger(await enter('2002'), replaced);
			await count(await enter('3001'), locale, t);

			const agent = await enter('1001');
			await stranger(agent, replaced);
			await checkOwnCalls(agent, t);
			await seeItDone(lead, t);
			expect(app.command<{ ok: boolean }>('audit', 'verify').ok).toBe(true);
		} finally {
			await app.remove();
		}
	});
}

/** A day as pages write it. */
function label(day: BusinessDay, locale: Locale): string {
	const date = new Date(`${dayText(day)}T12:00:00Z`);
	if (locale === 'zh-CN')
		return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
	const month = date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' });
	return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

/** The head changes the daily spot check; it holds from tomorrow on. */
async function askForTwo(page: Page, locale: Locale, t: Texts) {
	// Keys are heard once the page's script runs.
	await page.goto('/', { waitUntil: 'networkidle' });
	await page.keyboard.press('g');
	await page.keyboard.press('s');
	await expect(page).toHaveURL(/\/sampling$/);
	await page.locator('a[href="/sampling/plans/daily-spot-check"]').press('Enter');
	await page.getByRole('link', { name: t('plans_edit'), exact: true }).press('Enter');
	await expect(page).toHaveURL(/\/edit$/);
	await page.locator('input[name="count.n"]').fill('2');
	await page.locator('[name="reason"]').fill('新人增加，每人多听一条。');
	await page.locator('[name="reason"]').press('Enter');
	await expect(page).toHaveURL(/\/sampling\/plans\/daily-spot-check\?saved=2/);
	await expect(page.locator('main')).toContainText(
		t('plans_saved', { version: 2, day: label(next, locale) })
	);
	await page.context().close();
}

const rowsOf = (page: Page, staffNo: string, period: string) =>
	page
		.locator('#queue tbody tr')
		.filter({ hasText: ` ${staffNo}` })
		.filter({ hasText: period });

/** Both days were drawn: the running one by the old rule, the next by the new. */
async function findTwo(page: Page, locale: Locale, t: Texts) {
	await expect
		.poll(
			async () => {
				await page.goto('/');
				return rowsOf(page, '1001', label(next, locale)).count();
			},
			{ timeout: 90_000 }
		)
		.toBe(2);
	await expect(rowsOf(page, '1001', label(running, locale))).toHaveCount(1);
	await expect(rowsOf(page, '1002', label(next, locale))).toHaveCount(2);
	await expect(page.locator('main')).toContainText(t('sampling_pool_any'));
}

/** By keys alone: another agent's call was drawn, says the lead; the next of the ranking comes in. */
async function putAside(page: Page, locale: Locale, t: Texts): Promise<string> {
	const row = rowsOf(page, '1001', label(next, locale)).first();
	await row.locator('a[href$="/replacement"]').press('Enter');
	await expect(page).toHaveURL(/\/sampling\/assignments\/[0-9a-f-]{36}\/replacement$/);
	await page.locator('input[name="reason"]').first().press('Space');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await expect(page.locator('input[value="wrong-agent"]')).toBeChecked();
	await page.keyboard.press('Tab');
	await page.keyboard.insertText('工位互换，通话的是同事。');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.locator('main form')).toHaveCount(0);
	await expect(page.locator('main')).toContainText('工位互换，通话的是同事。');
	await expect(page.locator('main')).toContainText('林晓');
	const address = new URL(page.url()).pathname;
	await page.getByRole('link', { name: t('duty_to_draw') }).press('Enter');
	await expect(page).toHaveURL(/\/sampling\/draws\//);
	return address;
}

/** The button and the command line agree, replacement included. */
async function replay(page: Page, app: App, t: Texts) {
	await page.getByRole('button', { name: t('sampling_verify') }).press('Enter');
	await expect(page.getByText(t('sampling_verify_match'))).toBeVisible();
	const id = /draws\/([0-9a-f-]{36})/.exec(page.url())![1]!;
	expect(app.command<{ match: boolean }>('draw', 'verify', id)).toEqual({ match: true });
}

/** Whoever neither has the task nor may see the team's draws learns nothing of it. */
async function stranger(page: Page, address: string) {
	const forms: Record<string, Record<string, string>> = {
		[address]: { reason: 'other', words: '我想换一条比较短的通话来听。' },
		[address.replace('replacement', 'reviewer')]: { staffNo: '2002', reason: '我来检查这条。' }
	};
	for (const [path, form] of Object.entries(forms)) {
		const answer = await page.request.get(path);
		expect(answer.status(), path).toBe(404);
		const unknown = path.replace(/[0-9a-f-]{36}/, '01900000-0000-7000-8000-000000000000');
		const other = await page.request.get(unknown);
		expect((await answer.text()).length, path).toBe((await other.text()).length);
		const headers = { origin: new URL(page.url()).origin };
		expect((await page.request.post(path, { form, headers })).status(), path).toBe(404);
	}
}

/** Expected, drawn, done, replaced, short, overdue of the team; and the rows behind one of them. */
async function count(page: Page, locale: Locale, t: Texts) {
	const line = page.locator('main tr').filter({ hasText: '梅琳' });
	const ofNext = page.locator('main tr').filter({ hasText: label(next, locale) });
	const row = line.and(ofNext).filter({ hasText: '一组' }).first();
	await expect(row.locator('td.figure')).toHaveText(['4', '4', '0', '1', '0', '0']);
	await row.locator('a[href*="state=replaced"]').press('Enter');
	await expect(page).toHaveURL(/state=replaced/);
	const drawn = page.locator('#drawn tbody tr');
	await expect(drawn).toHaveCount(1);
	await expect(drawn).toContainText(t('sampling_replaced_wrong_agent'));
	await page.context().close();
}

/** Three keys a call: hear, "all right", submit; then the next one stands there. */
async function checkOwnCalls(page: Page, t: Texts) {
	await page.goto('/');
	await page.getByRole('link', { name: t('today_start_next') }).press('Enter');
	for (let left = 2; left > 0; left--) {
		await waveformDrawn(page);
		const address = page.url();
		await page.keyboard.press('Space');
		await untilMoved(page, 2000);
		await page.keyboard.press('1');
		await page.keyboard.press('Control+Enter');
		await expect(page).not.toHaveURL(address);
	}
	await expect(page).toHaveURL(/\/$/);
	await expect(page.locator('#queue tbody tr')).toHaveCount(0);
	await page.context().close();
}

async function seeItDone(page: Page, t: Texts) {
	await page.goto(`/sampling/self-checks?day=${dayText(next)}`);
	const own = page.locator('main tr').filter({ hasText: '林晓' });
	await expect(own.first()).toContainText(t('sampling_checks_state_half', { done: 1, drawn: 1 }));
	// What was found is hidden from the lead where the same call was drawn for the lead too.
	const found = ['sampling_checks_result_clean', 'sampling_checks_hidden'].map((key) => t(key));
	await expect(own.first()).toContainText(new RegExp(found.join('|')));
	const other = page.locator('main tr').filter({ hasText: '周倩' });
	await expect(other.first()).toContainText(t('sampling_checks_state_half', { done: 0, drawn: 1 }));
}
