/**
 * Sound never lies: files of a served Listenback are damaged on the disk, one after another. Each
 * damage has its own sentence in the player, is reported from there, and is closed by a technician.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { wavFile } from '#src/demo/audio/wav.ts';
import { createApp, type App } from '../support/app.ts';
import { peopleIn } from '../support/centre.ts';
import { currentMs, hear, waveformDrawn } from '../support/player.ts';
import { entered, type Texts } from '../support/steps.ts';
import { texts } from '../support/texts.ts';

const people = `staff_no,name,role,department,team,extension,from
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
5001,田工,technician,,,,2026-01-01
`;

test('damaged sound is said, reported and followed up', async ({ browser }) => {
	const [zh, en] = [texts('zh-CN'), texts('en')];
	const app = await createApp();
	try {
		await peopleIn(app, people, ['1001', '5001']);
		await app.start();
		const { files, ids } = deliver(app);
		const agent = await entered(browser, app, { staffNo: '1001', locale: 'zh-CN' });
		const [gone, short, different] = files;
		rmSync(gone!);
		truncateSync(short!, 60_000);
		writeFileSync(different!, damaged(different!));
		rmSync(await peaksFile(agent, app, ids[3]!));

		for (const [index, fault] of ['gone', 'short', 'different'].entries())
			await say(agent, ids[index]!, fault, zh);
		await agent.goto(`/recordings/${ids[3]}`);
		await expect(agent.getByRole('alert')).toContainText(zh('incidents_fault_picture'));
		await hear(agent, 500);
		await loseTheNetwork(agent, ids[4]!, zh);

		const incident = await report(agent, ids[2]!, zh);
		const technician = await entered(browser, app, { staffNo: '5001', locale: 'en' });
		await close(technician, incident, ids[2]!, en);
		await agent.goto(incident);
		await expect(agent.locator('main')).toContainText('已从备份恢复文件');
		await expect(agent.locator('main form')).toHaveCount(0);
		expect(app.command<{ ok: boolean }>('audit', 'verify').ok).toBe(true);
	} finally {
		await app.remove();
	}
});

/** Five calls of the agent, four seconds each, brought in by the command line. */
function deliver(app: App): { files: string[]; ids: string[] } {
	const folder = path.join(app.dataDir, 'monitor');
	mkdirSync(folder);
	const files: string[] = [];
	for (let call = 0; call < 5; call++) {
		const samples = Int16Array.from({ length: 64_000 }, (_, n) =>
			Math.round(9000 * Math.sin((n * (call + 3)) / 40) * Math.sin(n / 9000))
		);
		const wav = wavFile(samples, 2, 'pcm16');
		const at = 1_772_400_000 + call * 60;
		writeFileSync(
			path.join(folder, `in-3201-1381234800${call}-20260302-050${call}00-${at}.${call}.wav`),
			wav
		);
		const sha256 = createHash('sha256').update(wav).digest('hex');
		files.push(path.join(app.dataDir, 'recordings', sha256.slice(0, 2), sha256));
	}
	const report = app.command<{ items: { file: string; recordingId: string }[] }>(
		...(['import', folder, '--source', 'pbx', '--preset', 'freepbx'] as const)
	);
	const ids = report.items
		.toSorted((one, other) => (one.file < other.file ? -1 : 1))
		.map(({ recordingId }) => recordingId);
	for (const file of files) chmodSync(file, 0o640);
	return { files, ids };
}

/** The bytes with one sample turned over. */
function damaged(file: string): Buffer {
	const bytes = readFileSync(file);
	bytes[20_000] = bytes[20_000]! ^ 0xff;
	return bytes;
}

/** The file of the picture, by the tag that its endpoint gives. */
async function peaksFile(page: Page, app: App, id: string): Promise<string> {
	const answer = await page.request.get(`/recordings/${id}/peaks`);
	const sha256 = /[0-9a-f]{64}/.exec(answer.headers().etag!)![0];
	return path.join(app.dataDir, 'recordings', sha256.slice(0, 2), sha256);
}

/** Pressing play brings the fault's own sentence and the way to report it; the page stays usable. */
async function say(page: Page, id: string, fault: string, t: Texts) {
	await page.goto(`/recordings/${id}`);
	await waveformDrawn(page);
	await page.locator('[data-player-toggle]').click();
	const alert = page.getByRole('alert').filter({ hasText: t(`incidents_fault_${fault}`) });
	await expect(alert).toContainText(`player-${fault}`);
	await expect(alert.getByRole('link', { name: t('incidents_report') })).toBeVisible();
	await expect(page.locator('[data-player-toggle]')).toBeEnabled();
}

/** While it plays the network goes; back again, play goes on from the same place. */
async function loseTheNetwork(page: Page, id: string, t: Texts) {
	await page.goto(`/recordings/${id}`);
	await waveformDrawn(page);
	await page.route('**/recordings/*/{audio,sound,plays}*', (route) => route.abort());
	await page.locator('[data-player-toggle]').click();
	await expect(page.getByRole('alert')).toContainText(t('player_error_offline'));
	await page.unroute('**/recordings/*/{audio,sound,plays}*');
	await hear(page, 300);
	await expect(page.getByRole('alert')).toHaveText('');
	expect(await currentMs(page)).toBeGreaterThan(200);
}

/** From the player's notice; the program has reported it already, so the words join that. */
async function report(page: Page, id: string, t: Texts): Promise<string> {
	await say(page, id, 'different', t);
	await page.getByRole('link', { name: t('incidents_report') }).click();
	await expect(page.locator('select[name="kind"]')).toHaveValue('checksum-different');
	await expect(page.locator('[name="words"]')).toHaveValue(t('incidents_fault_different'));
	await page.getByRole('button', { name: t('incidents_submit') }).click();
	await expect(page).toHaveURL(/\/incidents\/[0-9a-f-]{36}\?done=joined/);
	await expect(page.locator('main')).toContainText(t('incidents_by_program'));
	return new URL(page.url()).pathname;
}

/** By keys from the list to the end of the incident; the call itself is nothing a technician opens. */
async function close(page: Page, incident: string, id: string, t: Texts) {
	await page.goto('/incidents?kind=checksum-different&state=open');
	await expect(page.locator('tbody tr')).toHaveCount(2);
	await page.locator(`a[href="${incident}"]`).press('Enter');
	await expect(page.locator(`a[href="/recordings/${id}"]`)).toHaveCount(0);
	await page.getByRole('button', { name: t('incidents_acknowledge') }).press('Enter');
	await expect(page.getByText(t('incidents_done_step'))).toBeVisible();
	await page.locator('[name="words"]').fill('已从备份恢复文件');
	await page.getByRole('button', { name: t('incidents_close') }).press('Enter');
	await expect(page.locator('main')).toContainText(t('incidents_closed_for_good'));
	const answer = await page.request.post(incident, {
		form: { step: 'note', words: 'one more thing' },
		headers: { origin: new URL(page.url()).origin }
	});
	expect(answer.status()).toBe(409);
	for (const path of ['', '/audio', '/sound', '/incident'])
		expect((await page.request.get(`/recordings/${id}${path}`)).status()).toBe(404);
}
