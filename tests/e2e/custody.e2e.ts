/**
 * An empty recording leaves the store, and nothing is lost: the lead is refused on a call with
 * sound and applies for the empty one; the lead's second account cannot approve, another head does;
 * a week later the tombstone stands there with the bytes in it, and the auditor sees it all.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { addDays, atTime, dayText } from '#lib/shared/calendar.ts';
import { createApp, type App } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import { deliverCalls } from '../support/calls.ts';
import { day, instant, peopleIn, zone } from '../support/centre.ts';
import { entered, password, type Texts } from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';
import { wavBytes } from '../support/wav-bytes.ts';

const people = `staff_no,name,role,department,team,extension,from
3001,于建华,department-head,热线服务部,,,2026-01-01
3002,梅主任,department-head,热线服务部,,,2026-01-01
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
4001,审计员,auditor,,,,2026-01-01
`;
const reason = '线路故障，只录到空的文件头。';

/** A header and nothing behind it, five minutes after the agent's first call. */
function deliverEmpty(app: App): Buffer {
	const folder = path.join(app.dataDir, 'monitor');
	mkdirSync(folder, { recursive: true });
	const bytes = wavBytes(Buffer.alloc(0), { channels: 2 });
	const at = atTime(day, 10, 5, zone).getTime() / 1000;
	const name = `in-3201-13812348007-${dayText(day).replaceAll('-', '')}-100500-${at}.77.wav`;
	writeFileSync(path.join(folder, name), bytes);
	// What was written just now might still grow.
	const ago = new Date(Date.now() - 3_600_000);
	utimesSync(path.join(folder, name), ago, ago);
	return bytes;
}

for (const locale of ['zh-CN', 'en'] satisfies Locale[])
	test(`an empty recording is purged, and its bytes are kept (${locale})`, async ({ browser }) => {
		test.setTimeout(240_000);
		const t = texts(locale);
		const app = await createApp();
		const enter = (staffNo: string) => entered(browser, app, { staffNo, locale });
		try {
			app.moveClock(instant(day, 12));
			await peopleIn(app, people, ['3001', '3002', '2001', '1001', '4001']);
			app.command('people', 'link-accounts', '2001', '3002');
			const bytes = deliverEmpty(app);
			const { report } = await deliverCalls(app, zone, [{ desk: '3201', day, count: 1 }]);
			expect(report).toMatchObject({ new: 2 });
			await app.start();
			const lead = await enter('2001');
			await refusedOnSound(lead, t);
			const application = await applied(lead, t);
			await nothingForAgents(await enter('1001'), application, t);
			await notByTheSamePerson(await enter('3002'), application, t);
			await approved(await enter('3001'), application, t);
			await app.stop();

			await app.start({ now: instant(addDays(day, 8), 9) });
			const auditor = await enter('4001');
			const { recordingId, sha256 } = await tombstone(auditor, t);
			expect(existsSync(path.join(app.dataDir, 'recordings', sha256.slice(0, 2), sha256))).toBe(
				false
			);
			await changesNothing(auditor, application);
			const copy = path.join(app.dataDir, 'copy.wav');
			app.command('tombstone', 'export', recordingId, copy);
			expect(readFileSync(copy)).toEqual(bytes);
			expect(app.command<{ ok: boolean }>('audit', 'verify').ok).toBe(true);
			await changedOnDisk(app, auditor);
		} finally {
			await app.remove();
		}
	});

const firstRow = async (page: Page, verdict: string): Promise<string> => {
	await page.goto(`/recordings?verdict=${verdict}`);
	const link = page.locator('main tbody a[href^="/recordings/"]').first();
	return (await link.getAttribute('href'))!;
};
const posted = async (page: Page, address: string, form: Record<string, string>) => {
	const headers = { origin: new URL(page.url()).origin };
	return (await page.request.post(address, { form, headers })).status();
};

async function refusedOnSound(page: Page, t: Texts) {
	const recording = await firstRow(page, 'ok');
	await page.goto(recording);
	await page.getByRole('link', { name: t('deletion_apply'), exact: true }).press('Enter');
	await expect(page).toHaveURL(`${recording}/deletion-request`);
	await expect(page.locator('main')).toContainText(t('deletion_apply_not_empty'));
	await expect(page.locator('main')).toContainText(/[0-9a-f]{64}/);
	await expect(page.locator('main form')).toHaveCount(0);
	expect(await posted(page, `${recording}/deletion-request`, { reason })).toBe(409);
}

/** By keys alone; what was typed stays when it is not enough. */
async function applied(page: Page, t: Texts): Promise<string> {
	const recording = await firstRow(page, 'empty');
	await page.goto(recording);
	await page.getByRole('link', { name: t('deletion_apply'), exact: true }).press('Enter');
	const words = page.locator('[name="reason"]');
	await words.fill('啊啊啊啊啊啊啊啊啊啊啊啊');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.locator('main')).toContainText(
		t('deletion_refusal_reason_missing', { characters: 10 })
	);
	await expect(words).toHaveValue('啊啊啊啊啊啊啊啊啊啊啊啊');
	await words.fill(reason);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/custody\/deletion-requests\/[0-9a-f-]{36}\?done=applied$/);
	await expect(page.locator('main')).toContainText(t('deletion_done_applied'));
	await page.goto('/custody');
	const address = page.locator('main tbody a').first();
	return (await address.getAttribute('href'))!;
}

async function nothingForAgents(page: Page, application: string, t: Texts) {
	await expect(page.locator('nav a[href="/custody"]')).toHaveCount(0);
	const recording = await firstRow(page, 'empty');
	await page.goto(recording);
	await expect(page.getByText(t('deletion_apply'), { exact: true })).toHaveCount(0);
	expect(await posted(page, `${recording}/deletion-request`, { reason })).toBe(403);
	for (const address of ['/custody', '/custody/deletion-requests', application])
		expect((await page.request.get(address)).status(), address).toBe(404);
	await page.context().close();
}

const decision = { outcome: 'approved', reason, stepUpPassword: password };

async function notByTheSamePerson(page: Page, application: string, t: Texts) {
	await page.goto(application);
	await expect(page.locator('main')).toContainText(t('deletion_no_decision_same_person'));
	await expect(page.getByRole('button', { name: t('deletion_approve') })).toHaveCount(0);
	expect(await posted(page, `${application}?/decide`, decision)).toBe(403);
	await page.context().close();
}

async function approved(page: Page, application: string, t: Texts) {
	await page.goto(application);
	await expect(page.locator('main')).toContainText(
		t('deletion_requester_counts', { applied: 1, approved: 0, rejected: 0 })
	);
	await expect(page.locator('section[aria-labelledby="neighbours"] a')).toHaveCount(1);
	expect(await axeFaults(page)).toEqual([]);
	await page.locator('[name="reason"]').fill(reason);
	await page.keyboard.press('Tab');
	await page.keyboard.insertText('not my password');
	await page.getByRole('button', { name: t('deletion_approve') }).press('Enter');
	await expect(page.locator('main')).toContainText(t('auth_refusal_step_up_wrong'));
	await expect(page.locator('[name="reason"]')).toHaveValue(reason);
	await page.locator('[name="stepUpPassword"]').fill(password);
	await page.getByRole('button', { name: t('deletion_approve') }).press('Enter');
	await expect(page.locator('main')).toContainText(t('deletion_done_approved'));
	await page.goto('/custody/deletion-requests?group=quarantine');
	await expect(page.locator('main tbody tr')).toHaveCount(1);
	await page.context().close();
}

async function tombstone(page: Page, t: Texts) {
	await expect
		.poll(
			async () => {
				await page.goto('/custody/tombstones');
				return page.locator('main tbody tr').count();
			},
			{ timeout: 60_000 }
		)
		.toBe(1);
	const row = page.locator('main tbody tr');
	await expect(row).toContainText('于建华');
	await expect(row).toContainText('梅琳');
	const sha256 = (await row.locator('td').last().getAttribute('title'))!;
	for (const [key, count] of [
		[sha256, 1],
		[sha256.slice(0, 20), 0],
		['13812348007', 0]
	] as const) {
		await page.goto(`/custody/tombstones?key=${key}`);
		await expect(page.locator('main tbody tr'), key).toHaveCount(count);
	}
	await expect(page.locator('main')).toContainText(t('deletion_tombstone_none_filtered'));
	await page.goto(`/custody/tombstones?key=${sha256}`);
	await page.locator('main tbody a').press('Enter');
	await expect(page.locator('main')).toContainText(t('deletion_step_purged'));
	const recording = page.locator('a[href^="/recordings/"]').first();
	return { sha256, recordingId: (await recording.getAttribute('href'))!.split('/')[2]! };
}

/** One byte of a kept file changes behind the program's back; the check says which. */
async function changedOnDisk(app: App, page: Page) {
	const recording = await firstRow(page, 'ok');
	const report = await page.request.get(`${recording}/custody.json`);
	const { sha256 } = ((await report.json()) as { recording: { sha256: string } }).recording;
	const file = path.join(app.dataDir, 'recordings', sha256.slice(0, 2), sha256);
	const bytes = readFileSync(file);
	bytes[bytes.length >> 1]! ^= 1;
	chmodSync(file, 0o640);
	writeFileSync(file, bytes);
	const id = recording.split('/')[2]!;
	expect(app.command('verify', 'recordings')).toMatchObject({
		ok: false,
		missing: [],
		changed: [{ name: sha256, recordingId: id }],
		strangers: []
	});
}

async function changesNothing(page: Page, application: string) {
	await expect(page.locator('main form')).toHaveCount(0);
	expect(await posted(page, `${application}?/decide`, decision)).toBe(403);
	expect(await posted(page, `${application}?/restore`, { reason })).toBe(403);
}
