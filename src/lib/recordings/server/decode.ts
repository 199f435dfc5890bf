/** Chooses how a file is decoded: own code where it is enough, else the system's ffmpeg or node-av. */
import type { AnalyserOptions } from './analyser.ts';
import { openAmr } from './decode-amr.ts';
import { openAv } from './decode-av.ts';
import { hasFfmpeg, openFfmpeg } from './decode-ffmpeg.ts';
import { isLinear, openLinear } from './decode-linear.ts';
import { isSaneForm, type Inspection } from './detect.ts';
import { Undecodable, type Pcm } from './pcm.ts';

/** Opens the sound of an inspected file. Throws Undecodable when nothing can be made of it. */
export async function openPcm(
	file: string,
	found: Inspection,
	decoder: AnalyserOptions['decoder']
): Promise<Pcm> {
	if (!found.decodable) throw new Undecodable(whyNot(found));
	const pcm = await open(file, found, decoder);
	if (!isSaneForm(pcm.sampleRate, pcm.channels))
		throw new Undecodable(`${pcm.channels} channels at ${pcm.sampleRate} Hz`);
	return pcm;
}

async function open(file: string, found: Inspection, decoder: AnalyserOptions['decoder']) {
	if (isLinear(found.codec) && (found.container === 'wav' || found.container === 'raw'))
		return openLinear(file, found);
	if (found.container === 'amr') return openAmr(file, found);
	const byFfmpeg = decoder === 'ffmpeg' || (decoder === 'auto' && hasFfmpeg());
	return byFfmpeg ? openFfmpeg(file, found) : openAv(file, found);
}

function whyNot({ container, codec, sampleRate, channels, issues }: Inspection): string {
	if (issues.some(({ code }) => code === 'M_RAW_NO_HEADER'))
		return 'no header in it; its form must be declared';
	if (container === 'unknown') return 'not a sound file';
	return `${container} with ${codec}, ${channels} channels at ${sampleRate} Hz cannot be read`;
}
