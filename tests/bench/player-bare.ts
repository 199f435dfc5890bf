/** A bare page on which wavesurfer.js fetches and decodes the same file by itself. */
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import type { Browser } from '@playwright/test';
import {
	keyToPlaying,
	memoryAtTheEnd,
	sinceResponse,
	watch,
	type Figures
} from './player-visit.ts';

const LIBRARY = path.resolve('node_modules/wavesurfer.js/dist/wavesurfer.esm.js');
const PAGE = `<!doctype html><meta charset="utf-8"><title>bare</title><div id="wave"></div>
<script type="module">
import WaveSurfer from '/wavesurfer.js';
const audio = document.createElement('audio');
audio.src = '/call.wav';
document.body.append(audio);
const surfer = WaveSurfer.create({ container: '#wave', media: audio, splitChannels: [{}, {}] });
surfer.on('redrawcomplete', () => {
	if (surfer.getDecodedData()) document.getElementById('wave').dataset.drawn = 'true';
});
addEventListener('keydown', ({ key }) => {
	if (key === ' ') void audio.play();
	if (key === '+') surfer.zoom(100);
	if (key === 'End') { audio.playbackRate = 3; audio.currentTime = audio.duration - 30; }
});
</script>`;

export async function serveBare(file: string): Promise<{ url: string; close(): void }> {
	const server = createServer((request, response) => answer(file, request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

function answer(file: string, request: IncomingMessage, response: ServerResponse) {
	if (request.url === '/') return response.setHeader('content-type', 'text/html').end(PAGE);
	if (request.url === '/wavesurfer.js')
		return createReadStream(LIBRARY).pipe(response.setHeader('content-type', 'text/javascript'));
	if (request.url !== '/call.wav') return response.writeHead(404).end();
	const size = statSync(file).size;
	const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
	const end = to ? Number(to) : size - 1;
	response.writeHead(request.headers.range ? 206 : 200, {
		'content-type': 'audio/wav',
		'accept-ranges': 'bytes',
		'content-length': end - Number(from) + 1,
		...(request.headers.range && { 'content-range': `bytes ${from}-${end}/${size}` })
	});
	const sound = createReadStream(file, { start: Number(from), end });
	response.on('close', () => sound.destroy());
	return sound.pipe(response);
}

export async function bareVisit(browser: Browser, url: string): Promise<Figures> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	await page.addInitScript(watch);
	await page.goto(url);
	const drawnMs = await sinceResponse(page, 'drawn');
	// What it drew from is the whole file.
	const { pictureKb, paintedMs } = await page.evaluate(() => {
		const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
		const [whole] = entries
			.filter(({ name }) => name.endsWith('.wav'))
			.sort((a, b) => b.encodedBodySize - a.encodedBodySize);
		const { times } = window as never as { times: Record<string, number> };
		return {
			pictureKb: whole!.encodedBodySize / 1000,
			paintedMs: times.drawn! - whole!.responseEnd
		};
	});
	await page.keyboard.press('Space');
	const playingMs = await keyToPlaying(page);
	await page.keyboard.press('+');
	await page.keyboard.press('End');
	return { drawnMs, paintedMs, pictureKb, playingMs, tabMb: await memoryAtTheEnd(browser, page) };
}
