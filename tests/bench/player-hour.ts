/** An hour of speech on two channels, imported for real, with somebody who may hear it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { wavFile } from '#src/demo/audio/wav.ts';
import { createApp } from '../support/app.ts';
import { spokenCall } from '../support/sound.ts';
import { choosePassword, importPeople, person, setUp, signIn } from '../support/steps.ts';
import { texts } from '../support/texts.ts';

export interface Hour {
	url: string;
	/** Path of its page. */
	page: string;
	/** The imported file. */
	file: string;
	/** Cookies of somebody signed in. */
	storageState: BrowserContextOptions['storageState'];
	remove(): Promise<void>;
}

const SAMPLES = 3600 * 8000 * 2;
const WAV_HEADER_BYTES = 44;
const people = `staff_no,name,role,department,team,extension,from
2001,梅琳,team-lead,热线服务部,一组,,2026-01-01
1001,林晓,agent,热线服务部,一组,3201,2026-01-01
`;

export async function hourOfSpeech(launch: () => Promise<Browser>): Promise<Hour> {
	const app = await createApp();
	const browser = await launch();
	const t = texts('en');
	await app.start();
	await setUp(await person(browser, app, 'en'), app, t);
	importPeople(app, people);
	await choosePassword(await person(browser, app, 'en'), app, '2001', t);
	const page = await signIn(await person(browser, app, 'en'), '2001', 'en', t);
	const file = await writeHour(app.dataDir);
	const report = app.command<{ items: { recordingId?: string }[] }>(
		'import',
		file,
		...['--source', 'pbx', '--preset', 'freepbx', '--zone', 'Asia/Shanghai']
	);
	const storageState = await page.context().storageState();
	await browser.close();
	const recording = `/recordings/${report.items[0]!.recordingId!}`;
	return { url: app.url, page: recording, file, storageState, remove: () => app.remove() };
}

async function writeHour(folder: string): Promise<string> {
	const bytes = (await spokenCall()).wav.subarray(WAV_HEADER_BYTES);
	const call = new Int16Array(Uint8Array.from(bytes).buffer);
	const hour = new Int16Array(SAMPLES);
	for (let at = 0; at < SAMPLES; at += call.length)
		hour.set(call.subarray(0, Math.min(call.length, SAMPLES - at)), at);
	const to = path.join(folder, 'monitor');
	mkdirSync(to);
	const file = path.join(to, 'in-3201-13812348000-20260601-100000-1780279200.1.wav');
	writeFileSync(file, wavFile(hour, 2, 'pcm16'));
	return file;
}
