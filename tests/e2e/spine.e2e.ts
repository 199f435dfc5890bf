/**
 * From a file in a folder to the month: imported by the watch folder, drawn by the scheduler, heard
 * and scored by the lead, acknowledged by the agent, counted. In both languages, with real sound.
 */
import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { businessDay, dayText, monthOfDay, monthText } from '#lib/shared/calendar.ts';
import { createApp, type App } from '../support/app.ts';
import { hearAll } from '../support/bench.ts';
import { zone } from '../support/centre.ts';
import { currentMs, hear, laneIsDrawn, waveformDrawn } from '../support/player.ts';
import { spokenCall } from '../support/sound.ts';
import {
	choosePassword,
	entered,
	importPeople,
	person,
	setUp,
	type Texts
} from '../support/steps.ts';
import { texts, type Locale } from '../support/texts.ts';

/** The clock is moved ahead by configuration, never back: a browser drops cookies that are past. */
const today = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
const callAt = new Date(`${today}T02:00:05Z`);
const period = businessDay(callAt, zone);
const month = monthText(monthOfDay(period));
const beforeTheDraw = `${today}T21:40:00Z`;
const afterTheDraw = `${today}T22:00:02Z`;

const people = `staff_no,name,role,department,team,extension,from
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
2002,欧阳,team-lead,热线服务部,二组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
5001,田工,technician,,,,2026-01-01
`;

for (const locale of ['zh-CN', 'en'] satisfies Locale[]) {
	test(`a call goes from the recorder to the month (${locale})`, async ({ browser }) => {
		test.setTimeout(240_000);
		const t = texts(locale);
		const app = await createApp();
		const enter = (staffNo: string) => entered(browser, app, { staffNo, locale });
		try {
			await app.start({ now: beforeTheDraw });
			await setUp(await person(browser, app, locale), app, t);
			importPeople(app, people);
			for (const staffNo of ['2001', '2002', '1001', '5001'])
				await choosePassword(await person(browser, app, locale), app, staffNo, t);

			await addSource(await enter('5001'), app, t);
			const recordingId = await deliver(app);
			await app.stop();

			await app.start({ now: afterTheDraw });
			const lead = await enter('2001');
			await review(lead, recordingId, t);
			await acknowledge(await enter('1001'), t);
			await countMonth(lead, app, t);
			await stranger(await enter('2002'), app, recordingId);
			expect(app.command<{ ok: boolean }>('audit', 'verify').ok).toBe(true);
		} finally {
			await app.remove();
		}
	});
}

async function addSource(page: Page, app: App, t: Texts) {
	mkdirSync(path.join(app.dataDir, 'monitor'));
	await page.goto('/sources/new', { waitUntil: 'networkidle' });
	await page.getByLabel(t('ingest_field_name'), { exact: true }).fill('pbx');
	await page.getByLabel(t('ingest_field_preset')).selectOption('freepbx');
	await page.getByLabel(t('ingest_field_root')).fill(path.join(app.dataDir, 'monitor'));
	await page.getByLabel(t('ingest_field_zone')).fill(zone);
	await page.getByLabel(t('ingest_field_stable')).fill('300ms');
	await page.getByLabel(t('ingest_field_rescan')).fill('1s');
	await page.getByRole('button', { name: t('ingest_save') }).click();
	await expect(page).toHaveURL(/\/sources\/[0-9a-f-]{36}/);
	await page.context().close();
}

/** Writes the file as a recorder does, under a work name first, and waits for the watch folder. */
async function deliver(app: App): Promise<string> {
	const epoch = Math.floor(callAt.getTime() / 1000) - 1;
	const name = `in-3201-13812348000-${dayText(period).replaceAll('-', '')}-100004-${epoch}.12.wav`;
	const folder = path.join(app.dataDir, 'monitor');
	const working = path.join(folder, 'work.tmp');
	writeFileSync(working, (await spokenCall()).wav);
	renameSync(working, path.join(folder, name));
	let found: string | undefined;
	await expect
		.poll(
			() => {
				const report = app.command<{ items: { state: string; recordingId?: string }[] }>(
					'import',
					path.join(folder, name),
					'--source',
					'pbx',
					'--dry-run'
				);
				found = report.items.find((item) => item.state === 'same')?.recordingId;
				return found;
			},
			{ timeout: 30_000, intervals: [1000] }
		)
		.toBeDefined();
	copyFileSync(path.join(folder, name), path.join(app.dataDir, 'original.wav'));
	return found!;
}

async function review(page: Page, recordingId: string, t: Texts) {
	await expect
		.poll(
			async () => {
				await page.goto('/');
				return page.getByRole('link', { name: t('today_start_next') }).count();
			},
			{ timeout: 30_000 }
		)
		.toBe(1);
	await page.getByRole('link', { name: t('today_start_next') }).click();
	await expect(page).toHaveURL(new RegExp(`/recordings/${recordingId}/review`));

	await waveformDrawn(page);
	expect(await laneIsDrawn(page, 'agent')).toBe(true);
	expect(await laneIsDrawn(page, 'customer')).toBe(true);
	await hear(page, 2000);
	const moved = await currentMs(page);
	expect(moved).toBeGreaterThan(1900);

	await page.keyboard.press('Space');
	await hearAll(page);
	await page.keyboard.press('a');
	await fail(page, 'read-back-name', '没有跟读姓名', t);
	await fail(page, 'no-invalid-promise', '承诺今晚八点前修好', t);
	const pinned = page
		.locator('[data-item="no-invalid-promise"]')
		.getByRole('button', { name: /^(播放|Play) / });
	await expect(pinned).toHaveCount(1);
	await page.keyboard.press('Control+Enter');
	await expect(page).toHaveURL(/\/$/);
}

/** Answers "no" by key, pins what was just heard, says why. */
async function fail(page: Page, item: string, why: string, t: Texts) {
	const row = page.locator(`[data-item="${item}"]`);
	await row.focus();
	await page.keyboard.press('2');
	await page.keyboard.press('e');
	await page.keyboard.press('c');
	const comment = row.getByLabel(t('workbench_comment_failed'));
	await expect(comment).toBeFocused();
	await comment.fill(why);
	await page.keyboard.press('Escape');
}

async function acknowledge(page: Page, t: Texts) {
	const waiting = page
		.getByRole('region', { name: t('today_agent_title') })
		.or(page.locator('table').first());
	await waiting.getByRole('link').first().click();
	await expect(page).toHaveURL(/\/reviews\/[0-9a-f-]{36}/);
	await waveformDrawn(page);
	await page
		.getByRole('button', { name: /^(播放|Play) 0:/ })
		.first()
		.click();
	await expect.poll(() => currentMs(page)).toBeGreaterThan(0);
	await page.getByLabel(t('reviews_acknowledge_comment')).fill('听过了，以后注意。');
	await page.getByRole('button', { name: t('reviews_acknowledge'), exact: true }).click();
	await expect(
		page.getByRole('button', { name: t('reviews_acknowledge'), exact: true })
	).toHaveCount(0);
	await page.context().close();
}

/** The page shows what the command counts, and every figure leads on. */
async function countMonth(page: Page, app: App, t: Texts) {
	const counted = app.command<{
		agents: {
			staffNo: string;
			reviews: number;
			meanScore: number;
			severe: number;
			amountFen: number;
		}[];
	}>('assess', month);
	const agent = counted.agents.find(({ staffNo }) => staffNo === '1001')!;
	expect(agent).toMatchObject({ reviews: 1, severe: 1, amountFen: 1000 });
	expect(agent.meanScore).toBeLessThan(100);

	await page.goto(`/assessments/${month}`);
	const row = page.getByRole('row').filter({ hasText: '1001' });
	await expect(row).toContainText('¥10');
	await expect(row).toContainText(agent.meanScore.toFixed(1));
	await row.getByRole('link').first().click();
	await expect(page).toHaveURL(new RegExp(`/assessments/${month}/`));
	await expect(page.locator('main')).toContainText(agent.meanScore.toFixed(1));
	await expect(page.locator('main')).toContainText('¥10');
	expect(t('assessments_title')).not.toBe('');
}

/** Another team's lead: the call does not exist, neither as a page, nor as sound, nor as a picture. */
async function stranger(page: Page, app: App, recordingId: string) {
	const unknown = '01900000-0000-7000-8000-000000000000';
	for (const end of ['', '/audio', '/peaks?samples-per-pixel=1024', '/review']) {
		const answer = await page.request.get(`${app.url}/recordings/${recordingId}${end}`);
		const other = await page.request.get(`${app.url}/recordings/${unknown}${end}`);
		expect(answer.status(), end).toBe(404);
		expect((await answer.text()).replaceAll(recordingId, unknown).length, end).toBe(
			(await other.text()).length
		);
	}
	await page.context().close();
}
