/** `listenback peaks`: one .dat file of any resolution. Runs in a child process. */
import * as fs from 'node:fs';
import { writeDat } from '../peaks.ts';
import type { AnalyserOptions, PeaksOptions } from './analyser.ts';
import type { Watch } from './analyse-file.ts';
import { openPcm } from './decode.ts';
import { inspectFile } from './detect.ts';
import { PeakFolder } from './peaks-kernel.ts';

/** Writes one .dat file of the given resolution. */
export async function writePeaks(
	file: string,
	options: PeaksOptions,
	settings: Pick<AnalyserOptions, 'decoder'>,
	watch: Watch
) {
	const found = inspectFile(file, options);
	const pcm = await openPcm(file, found, settings.decoder);
	const folder = new PeakFolder(pcm.channels, options.samplesPerPixel);
	for await (const chunk of pcm.chunks) {
		watch();
		folder.push(chunk);
	}
	const form = { ...pcm, samplesPerPixel: options.samplesPerPixel };
	fs.writeFileSync(options.out, writeDat(form, options.bits, folder.finish()));
}
