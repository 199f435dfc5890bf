/**
 * A month: the agent reports a problem of the own accord, the lead finds the fourth severe item, the
 * agent disputes the second, the head changes it, which re-prices the fourth; the head confirms what
 * stands and closes the month; a ruling after that lands in the next one. Every sum is looked at on
 * the way: on the page, by the command line, in the workbook.
 */
import ExcelJS from 'exceljs';
import { expect, test, type Page } from '@playwright/test';
import { addDays, daysOfMonth, monthOfDay, monthText } from '#lib/shared/calendar.ts';
import { addMonths } from '#lib/shared/month.ts';
import { createApp, type App } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import { benchOpen, find, hearAll } from '../support/bench.ts';
import { deliverCalls } from '../support/calls.ts';
import { day, instant, peopleIn, zone } from '../support/centre.ts';
import { CountedKeys } from '../support/keyboard.ts';
import { foundByLead, type Counted } from '../support/month.ts';
import { entered, password, type Texts } from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';

const month = monthOfDay(day);
const { last } = daysOfMonth(month);
const callDay = addDays(last, -1);
const next = addMonths(month, 1);
/** What is drawn would keep reviews from the agent and hold up the closing: that is sampling.e2e.ts. */
const noDraws = { env: { LISTENBACK_JOBS: '0' } };
const people = `staff_no,name,role,department,team,extension,from
3001,于建华,department-head,热线服务部,,,2026-01-01
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
`;

for (const locale of ['zh-CN', 'en'] satisfies Locale[])
	test(`from a call to a closed month, and after it (${locale})`, async ({ browser }) => {
		test.setTimeout(240_000);
		const t = texts(locale);
		const app = await createApp();
		const enter = (staffNo: string) =>
			entered(browser, app, { staffNo, locale, reducedMotion: 'reduce' });
		try {
			const calls = await aDay(app);
			const agent = await enter('1001');
			await checksClean(agent, calls[4]!);
			await reports(agent, calls[3]!, t);
			expect(await leadSees(await enter('2001'), t)).toContain('我答应了今晚修好');

			const lead = await enter('2001');
			await findsTheFourth(lead, calls[3]!);
			expect(counted(app)).toMatchObject({
				agents: [{ severe: 4, amountFen: 9000, perItemFen: [1000, 1000, 1000, 6000] }],
				agrees: true
			});
			await myMonth(agent, ['¥10', '¥60', '¥90'], t);

			await disputes(agent, calls[1]!, t);
			const head = await enter('3001');
			await changes(head, t);
			expect(counted(app)).toMatchObject({
				agents: [{ severe: 3, amountFen: 3000, perItemFen: [1000, 1000, 1000] }],
				agrees: true
			});
			await confirmsAll(head, t);
			await workbook(head, { severe: 3, confirmed: 30 });
			for (const page of [agent, lead, head]) await page.context().close();

			await app.stop();
			app.moveClock(instant(addDays(last, 1), 9));
			await app.start(noDraws);
			const closing = await enter('3001');
			await closes(closing, t);
			expect(counted(app)).toMatchObject({ agents: [{ confirmedFen: 3000 }], agrees: true });
			await workbook(closing, { severe: 3, confirmed: 30 });

			const later = await enter('1001');
			await disputes(later, calls[0]!, t);
			await changes(closing, t);
			expect(counted(app)).toMatchObject({ agents: [{ confirmedFen: 3000 }], agrees: true });
			await closing.goto(`/assessments/${monthText(next)}`);
			await closing.getByRole('link', { name: '林晓' }).first().click();
			await expect(closing.locator('#ledger')).toContainText('¥10');
			expect(await axeFaults(closing), 'the next month').toEqual([]);
		} finally {
			await app.remove();
		}
	});

/** Five calls of the last day but one, three of them found wanting; the server stands on the last. */
async function aDay(app: App): Promise<string[]> {
	app.moveClock(instant(callDay, 18));
	await peopleIn(app, people, ['3001', '2001', '1001']);
	const { report } = await deliverCalls(app, zone, [
		{ desk: '3201', day: callDay, count: 5, lengthMs: 4500 }
	]);
	expect(report).toMatchObject({ new: 5 });
	app.moveClock(instant(last, 9));
	const calls = await foundByLead(app, { lead: '2001', agent: '1001', found: 3 });
	await app.start(noDraws);
	return calls;
}

const counted = (app: App) => app.command<Counted>('assess', monthText(month), '--agent', '1001');

/** By key, beside listening. */
async function checksClean(page: Page, recordingId: string) {
	await page.goto(`/recordings/${recordingId}/check`, { waitUntil: 'networkidle' });
	await page.keyboard.press('c');
	await page.keyboard.press('Enter');
	await expect(page).not.toHaveURL(/\/check$/);
}

async function reports(page: Page, recordingId: string, t: Texts) {
	await page.goto('/yesterday', { waitUntil: 'networkidle' });
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('yesterday_title'));
	expect(await axeFaults(page), 'yesterday').toEqual([]);
	await page.goto(`/recordings/${recordingId}/report?kind=problem`, { waitUntil: 'networkidle' });
	const form = page.locator('form:has(select[name=problem])');
	await form.locator('select[name=problem]').selectOption('invalid-promise');
	await form.locator('input[name=at]').fill('0:02');
	await form.getByLabel(t('checks_note')).fill('我答应了今晚修好');
	await form.getByRole('button', { name: t('yesterday_report_send'), exact: true }).click();
	await expect(page.getByText('我答应了今晚修好').first()).toBeVisible();
}

async function leadSees(page: Page, t: Texts): Promise<string> {
	await page.goto('/', { waitUntil: 'networkidle' });
	await expect(page.getByText(t('yesterday_reports_card')).first()).toBeVisible();
	const text = await page.locator('main').innerText();
	await page.context().close();
	return text;
}

async function findsTheFourth(page: Page, recordingId: string) {
	await page.goto(`/recordings/${recordingId}/review`, { waitUntil: 'networkidle' });
	await benchOpen(page);
	await hearAll(page);
	const keys = new CountedKeys(page);
	await keys.press('a');
	await find(keys, 14, '承诺了今晚八点前修好。');
	await keys.press('Control+Enter');
	await expect(page).not.toHaveURL(/\/review$/);
}

/** The ledger of the own month, with what each line costs. */
async function myMonth(page: Page, amounts: string[], t: Texts) {
	await page.goto(`/assessments/${monthText(month)}`, { waitUntil: 'networkidle' });
	const ledger = page.locator('#ledger');
	for (const amount of amounts) await expect(ledger).toContainText(amount);
	await expect(ledger).toContainText(t('ledger_self_reported'));
	expect(await axeFaults(page), 'my month').toEqual([]);
}

/** The agent says that the promise of a call was none. */
async function disputes(page: Page, recordingId: string, t: Texts) {
	await page.goto(`/recordings/${recordingId}`, { waitUntil: 'networkidle' });
	const review = page.locator('main a[href^="/reviews/"]').first();
	await page.goto(`${await review.getAttribute('href')}`.split('#')[0]!, {
		waitUntil: 'networkidle'
	});
	expect(await axeFaults(page), 'my review').toEqual([]);
	await page.goto(`${new URL(page.url()).pathname}/dispute`, { waitUntil: 'networkidle' });
	const item = page.locator('article:has(input[value="no-invalid-promise"])');
	await item.locator('input[name=item]').check();
	const details = item.locator('details');
	if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
	await item.locator('input[name="answer.no-invalid-promise"][value=yes]').check({ force: true });
	await item
		.getByRole('textbox', { name: t('disputes_reason'), exact: true })
		.fill('我只说尽快安排，没有承诺时间。');
	await page.getByRole('button', { name: t('disputes_form_submit') }).click();
	await expect(page).not.toHaveURL(/\/dispute$/);
}

async function changes(page: Page, t: Texts) {
	await page.goto('/disputes', { waitUntil: 'networkidle' });
	expect(await axeFaults(page), 'the desk').toEqual([]);
	await page.locator('main a[href^="/disputes/"]:not([href*="statistics"])').first().click();
	const form = page.locator('form[action="?/ruling"]');
	await form.locator('input[name=outcome][value=changed]').check();
	await form
		.getByRole('textbox', { name: t('disputes_rule_reason'), exact: true })
		.fill('复听确认没有承诺具体时间。');
	await form.getByRole('button', { name: t('disputes_rule_submit') }).click();
	await expect(page.getByText(t('disputes_done_ruled')).first()).toBeVisible();
}

async function confirmsAll(page: Page, t: Texts) {
	await page.goto(`/assessments/${monthText(month)}/severe-items`, { waitUntil: 'networkidle' });
	expect(await axeFaults(page), 'severe items').toEqual([]);
	await page.getByRole('checkbox', { name: t('ledger_severe_choose_all') }).check();
	await page.getByRole('button', { name: t('ledger_severe_confirm') }).click();
	await expect(page.getByText(t('ledger_severe_confirmed', { n: 3 }))).toBeVisible();
}

async function closes(page: Page, t: Texts) {
	await page.goto(`/assessments/${monthText(month)}/close`, { waitUntil: 'networkidle' });
	expect(await axeFaults(page), 'closing').toEqual([]);
	await page.locator('input[name=stepUpPassword]').fill(password);
	await page.getByRole('button', { name: t('closing_lock_submit') }).click();
	await expect(page.getByText(t('closing_done_lock'))).toBeVisible();
	expect(await axeFaults(page), 'closed').toEqual([]);
}

/** The sums of the agent's row in the month's workbook. */
async function workbook(page: Page, { severe, confirmed }: { severe: number; confirmed: number }) {
	const answer = await page.request.get(`/assessments/${monthText(month)}/export/month.xlsx`);
	expect(answer.status()).toBe(200);
	const book = new ExcelJS.Workbook();
	await book.xlsx.load((await answer.body()) as unknown as ArrayBuffer);
	const row = book.worksheets[0]!.getRows(1, 20)!.find((one) =>
		(one.values as unknown[]).includes('林晓')
	);
	expect(row?.values).toContain(severe);
	expect(row?.values).toContain(confirmed);
}
