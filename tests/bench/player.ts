/**
 * The player with an hour of two channels, in a real Chromium against the built server: the picture,
 * its bytes, the key, the memory of the tab; beside wavesurfer.js decoding the same file by itself.
 */
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';
import { bareVisit, serveBare } from './player-bare.ts';
import { hourOfSpeech } from './player-hour.ts';
import { visit, type Figures } from './player-visit.ts';

const ROUNDS = 3;

const limits: { figure: keyof Figures; what: string; limit: number; unit: string }[] = [
	{
		figure: 'drawnMs',
		what: 'waveform drawn after the page’s response',
		limit: 300,
		unit: 'ms'
	},
	{
		figure: 'paintedMs',
		what: '… after the response with its data',
		limit: 300,
		unit: 'ms'
	},
	{ figure: 'pictureKb', what: 'fetched for the picture', limit: 200, unit: 'kB' },
	{ figure: 'playingMs', what: 'playing after the key', limit: 500, unit: 'ms' },
	{ figure: 'tabMb', what: 'tab after zooming and playing to the end', limit: 150, unit: 'MB' }
];

export async function run(print: (line: string) => void): Promise<void> {
	if (!existsSync('build/index.js'))
		spawnSync(process.execPath, ['src/launch.mjs', 'build'], { stdio: 'inherit' });
	const hour = await hourOfSpeech(browserOf);
	const bare = await serveBare(hour.file);
	try {
		const ours: Figures[] = [];
		const theirs: Figures[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			ours.push(await withBrowser((browser) => visit(browser, hour)));
			theirs.push(await withBrowser((browser) => bareVisit(browser, bare.url)));
		}
		print(`60 min stereo WAV at 8 kHz, medians of ${ROUNDS} visits, each in a browser of its own`);
		print(`${''.padEnd(50)}      ours   limit  ratio   wavesurfer.js alone`);
		for (const { figure, what, limit, unit } of limits) {
			const [mine, peer] = [ours, theirs].map((all) => median(all.map((one) => one[figure])));
			print(
				`${what.padEnd(50)} ${text(mine!, unit)} ${String(limit).padStart(7)}  ${(mine! / limit).toFixed(2)}   ${text(peer!, unit)}  ${(peer! / mine!).toFixed(1)} × ours`
			);
		}
	} finally {
		bare.close();
		await hour.remove();
	}
}

const text = (value: number, unit: string) =>
	`${value.toFixed(value < 100 ? 1 : 0).padStart(8)} ${unit}`;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const browserOf = () =>
	chromium.launch({
		...(findBrowser() ? { executablePath: findBrowser() } : {}),
		args: [
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			'--disable-gpu',
			'--autoplay-policy=no-user-gesture-required',
			// The spare process for the next tab must not be taken for this one.
			'--disable-features=SpareRendererForSitePerProcess'
		]
	});

async function withBrowser<Answer>(work: (browser: Browser) => Promise<Answer>): Promise<Answer> {
	const browser = await browserOf();
	try {
		return await work(browser);
	} finally {
		await browser.close();
	}
}
