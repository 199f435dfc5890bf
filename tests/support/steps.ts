/** What people do before a journey begins: the first administrator, their passwords, signing in. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import type { App } from './app.ts';
import { texts, type Locale } from './texts.ts';

export type Texts = ReturnType<typeof texts>;
export const password = 'a quiet morning in autumn';
export const firstAdministrator = {
	department: '热线服务部',
	staffNo: '9001',
	name: '安主任'
};

/** Somebody with a browser of their own. */
export async function person(browser: Browser, app: App, locale: Locale): Promise<Page> {
	const context = await browser.newContext({ locale, baseURL: app.url });
	return context.newPage();
}

/** Makes the first administrator by the address that the console printed; it opens once. */
export async function setUp(page: Page, app: App, t: Texts) {
	const token = /\/set-up\?token=(\S+)/.exec(app.output())?.[1];
	expect(token, app.output()).toBeDefined();
	await page.goto(`/set-up?token=${token}`, { waitUntil: 'networkidle' });
	await page.getByLabel(t('auth_set_up_department_label')).fill(firstAdministrator.department);
	await page.getByLabel(t('auth_staff_no_label')).fill(firstAdministrator.staffNo);
	await page.getByLabel(t('auth_set_up_name_label')).fill(firstAdministrator.name);
	await fillPassword(page);
	await page.getByRole('button', { name: t('auth_set_up_submit') }).click();
	await expect(page).toHaveURL(/\/sign-in/);
	expect((await page.goto('/set-up'))?.status()).toBe(404);
	await page.context().close();
}

/** Imports the people of a CSV text, twice: the second time nobody is new. */
export function importPeople(app: App, csv: string) {
	const file = path.join(app.dataDir, 'people.csv');
	writeFileSync(file, csv);
	const count = csv.trim().split('\n').length - 1;
	const first = app.command<{ new: number; rejected: number }>('people', 'import', file);
	expect(first).toMatchObject({ new: count, rejected: 0 });
	expect(app.command('people', 'import', file)).toMatchObject({ new: 0, same: count });
}

/** Sets the password by the link that the command line gives out. */
export async function choosePassword(page: Page, app: App, staffNo: string, t: Texts) {
	const { link } = app.command<{ link: string }>('people', 'link', staffNo);
	await page.goto(new URL(link).pathname + new URL(link).search, { waitUntil: 'networkidle' });
	await fillPassword(page);
	await page.getByRole('button', { name: t('auth_set_password_submit') }).click();
	await expect(page).toHaveURL(/\/sign-in/);
	await page.context().close();
}

async function fillPassword(page: Page) {
	await page.locator('input[name="password"]').fill(password);
	await page.locator('input[name="repeated"]').fill(password);
}

/** Signs in and stands on Today, whatever the language. */
export async function signInAs(page: Page, account: { staffNo: string; password: string }) {
	await page.goto('/sign-in', { waitUntil: 'networkidle' });
	await page.locator('input[name="staffNo"]').fill(account.staffNo);
	await page.locator('input[name="password"]').fill(account.password);
	await page.locator('form:has(input[name="password"]) button[type="submit"]').click();
	await page.waitForURL((url) => url.pathname === '/');
}

/** Signs in somebody whose password `choosePassword` set, in the language of the browser. */
export async function signIn(page: Page, staffNo: string, locale: Locale, t: Texts) {
	await signInAs(page, { staffNo, password });
	await expect(page.locator('html')).toHaveAttribute('lang', locale);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('today_title'));
	return page;
}

/** Somebody with a password who has signed in, with a browser of their own. */
export async function entered(
	browser: Browser,
	app: App,
	{ staffNo, locale, ...options }: { staffNo: string; locale: Locale } & BrowserContextOptions
): Promise<Page> {
	const context = await browser.newContext({ locale, baseURL: app.url, ...options });
	return signIn(await context.newPage(), staffNo, locale, texts(locale));
}
