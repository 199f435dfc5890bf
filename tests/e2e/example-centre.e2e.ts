/**
 * The example centre as a newcomer meets it: every role signs in with the printed password, every
 * page of the navigation opens, in both languages and themes, without a fault that axe can see.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import * as path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { entryKinds } from '#lib/audit/entry.ts';
import { createApp, type App } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import { ask, post, signInAt } from '../support/plain-http.ts';
import { signInAs } from '../support/steps.ts';

type Accounts = Record<string, { staffNo: string; password: string }>;

const roles = ['agent', 'team-lead', 'department-head', 'technician', 'administrator', 'auditor'];
let app: App;
let accounts: Accounts;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	app = await createApp();
	const filled = spawnSync(
		process.execPath,
		[path.resolve('src/launch.mjs'), 'demo', '--fill-only', '--days', '12'],
		{
			env: {
				...process.env,
				DATABASE_URL: `file:${path.join(app.dataDir, 'listenback.db')}`,
				LISTENBACK_DATA: app.dataDir
			},
			encoding: 'utf8'
		}
	);
	expect(filled.status, filled.stderr).toBe(0);
	const file = path.join(app.dataDir, 'demo-accounts.json');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	accounts = JSON.parse(readFileSync(file, 'utf8')) as Accounts;
	expect(Object.keys(accounts).sort()).toEqual([...roles].sort());
	await app.start({ env: { HOST: '0.0.0.0' } });
});

test.afterAll(() => app.remove());

for (const [index, role] of roles.entries()) {
	const locale = index % 2 === 0 ? 'zh-CN' : 'en';
	const colorScheme = index % 3 === 0 ? 'dark' : 'light';

	test(`${role}: every page opens and is accessible (${locale}, ${colorScheme})`, async ({
		browser
	}) => {
		const context = await browser.newContext({ baseURL: app.url, locale, colorScheme });
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(`${page.url()} ${message.text()}`);
		});
		page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`));

		await signIn(page, role);
		await expect(page.locator('html')).toHaveAttribute('lang', locale);
		const links = await page
			.locator('nav a[href^="/"]')
			.evaluateAll((found) => found.map((link) => link.getAttribute('href')!));
		expect(links.length).toBeGreaterThan(1);
		const waiting = [...new Set(links)];
		const kinds = new Set(waiting);
		for (let address = waiting.shift(); address; address = waiting.shift()) {
			const answer = await page.goto(address);
			expect(answer?.status(), address).toBe(200);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			for (const link of await furtherLinks(page)) {
				if (kinds.has(kindOf(link))) continue;
				kinds.add(kindOf(link));
				waiting.push(link);
			}
			expect(await axeFaults(page), address).toEqual([]);
		}
		if (role === 'auditor')
			for (const kind of entryKinds) {
				const listed = await page.request.get(`/audit?kind=${kind}`);
				expect(listed.status(), kind).toBe(200);
			}
		for (const kind of expected[role] ?? []) expect([...kinds], role).toContain(kind);
		expect(complaints).toEqual([]);
		await context.close();
	});
}

/** Pages of the duty to check, of custody and of accounts that a page leads on to; of each kind one is opened. */
const further =
	/^\/(sampling|hand-overs|calendar|custody|account|audit\/checkpoints|recordings\/[^/]+\/(check|custody|hold|number|deletion-request)$)/;

const furtherLinks = async (page: Page): Promise<string[]> => {
	const found = await page
		.locator('main a[href^="/"]:not([download])')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
	return found.filter((link) => further.test(link));
};

/** `/sampling/draws/:id`: the address without ids, keys, filters and place. */
const kindOf = (address: string): string =>
	address
		.replace(/[?#].*$/, '')
		.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
		.replace(/(\/plans\/)(?!new)[^/]+/, '$1:key');

/** What a role must at least be led to. */
const expected: Record<string, string[]> = {
	agent: ['/calendar', '/yesterday'],
	'team-lead': [
		'/sampling/plans/:key',
		'/sampling/draws/:id',
		'/sampling/assignments/:id/replacement',
		'/sampling/self-checks',
		'/sampling/missed',
		'/hand-overs/new',
		...['/custody/deletion-requests/:id', '/custody/holds']
	],
	'department-head': [
		'/sampling/plans/new',
		'/sampling/plans/:key/edit',
		'/sampling/assignments/:id/reviewer',
		'/sampling/missed/:id/excuse',
		'/calendar/roster',
		...['/custody/deletion-requests/:id', '/custody/joint/:id', '/custody/restrictions'],
		...['/custody/unmaskings', '/recordings/:id/hold']
	],
	auditor: [
		...['/sampling/plans/:key', '/sampling/draws/:id', '/sampling/missed'],
		...['/custody/tombstones', '/custody/storage', '/custody/unmaskings']
	]
};

test('the pages of the day fit a phone', async ({ browser }) => {
	const context = await browser.newContext({
		baseURL: app.url,
		locale: 'zh-CN',
		viewport: { width: 390, height: 844 }
	});
	const page = await context.newPage();
	await signIn(page, 'team-lead');
	const [recording] = await page
		.locator('main a[href*="/review?assignment="]')
		.evaluateAll((found) => found.map((link) => link.getAttribute('href')!));
	expect(recording).toBeDefined();
	const addresses = [
		...[recording!, recording!.replace(/\/review.*/, ''), '/recordings', '/', '/sampling'],
		...['/sampling/missed', '/sampling/self-checks', '/hand-overs', '/calendar'],
		...['/custody/deletion-requests', '/custody/tombstones', '/custody/holds', '/account']
	];
	for (const address of addresses) {
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
		const overflow = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(overflow, address).toBeLessThanOrEqual(0);
		expect(await axeFaults(page), address).toEqual([]);
	}
	await context.close();
});

for (const width of [1440, 390])
	test(`a number of the board opens its reviews in a drawer (${width} px)`, async ({ browser }) => {
		const viewport = { width, height: 844 };
		const context = await browser.newContext({ baseURL: app.url, locale: 'en', viewport });
		const page = await context.newPage();
		await signIn(page, 'department-head');
		const lately = new Date(Date.now() - 6 * 86_400_000).toISOString().slice(0, 7);
		await page.goto(`/boards?month=${lately}`, { waitUntil: 'networkidle' });
		const board = page.url();
		const cell = page.locator('td.cell a').first();
		const list = (await cell.getAttribute('href'))!;
		await cell.press('Enter');
		const drawer = page.getByRole('dialog');
		await expect(drawer.getByRole('listitem').first()).toBeVisible();
		await expect(drawer.getByRole('heading')).toBeFocused();
		expect(page.url()).toContain(list);
		expect(await axeFaults(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await expect(drawer).toBeHidden();
		await expect(cell).toBeFocused();
		expect(page.url()).toBe(board);

		await cell.click();
		await drawer.getByRole('link', { name: 'Open as a list' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reviews');
		expect(page.url()).toContain(list);
		await context.close();
	});

test('plain HTTP works by name and by the machine’s own address; a foreign page cannot post', async () => {
	const { staffNo, password } = accounts['department-head']!;
	for (const host of ['localhost', '127.0.0.1', ownAddress()]) {
		const base = `http://${host}:${app.port}`;
		const cookie = await signInAt(base, staffNo, password);
		const today = await ask(base, '/', { headers: { cookie } });
		expect(today.status, base).toBe(200);
		const changed = await post(base, '/preferences', { theme: 'dark' }, { cookie });
		expect(changed.status, base).toBeLessThan(400);
		const foreign = await post(
			base,
			'/preferences',
			{ theme: 'light' },
			{ cookie, origin: 'http://elsewhere.example' }
		);
		expect(foreign.status, base).toBe(403);
		expect((await post(base, '/sign-out', {}, { cookie })).status, base).toBe(303);
		expect((await ask(base, '/', { headers: { cookie } })).status, base).toBe(303);
	}
});

const signIn = (page: Page, role: string) => signInAs(page, accounts[role]!);

function ownAddress(): string {
	const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
	return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
