/** One file from bytes to verdict. Runs in a child process; may throw, hang or crash there. */
import { createHash, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { playbackOf } from '../playback.ts';
import type { Analysis, AnalyseOptions, AnalyserOptions } from './analyser.ts';
import { openBytes } from './byte-source.ts';
import { openPcm } from './decode.ts';
import { hasFfmpeg } from './decode-ffmpeg.ts';
import { inspectFile, type Inspection } from './detect.ts';
import { Undecodable, type Pcm } from './pcm.ts';
import { openForgiving } from './forgiving-copy.ts';
import { resultOf } from './result.ts';
import { SoundMeter } from './sound-meter.ts';
import { unreadable } from './unreadable.ts';

type Settings = Pick<AnalyserOptions, 'decoder' | 'playback'>;

/** Called between chunks; throws to give the file up. */
export type Watch = () => void;

export async function analyseFile(
	file: string,
	options: AnalyseOptions,
	settings: Settings,
	watch: Watch
): Promise<Analysis> {
	const found = inspectFile(file, options);
	const sha256 = hashOf(file);
	if (found.bytes === 0 || noFrames(found)) return resultOf(found, sha256, null, null);
	try {
		const pcm = await openPcm(file, found, settings.decoder);
		return await measure(found, sha256, pcm, options.outDir, settings, watch);
	} catch (error) {
		if (!(error instanceof Undecodable)) throw error;
		return unreadable(found, sha256);
	}
}

/** The form is sound and holds nothing. Bytes that only could not be decoded are never called empty. */
function noFrames(found: Inspection): boolean {
	if (found.container === 'amr') return found.bytes <= '#!AMR-WB\n'.length;
	return found.container === 'wav' && found.decodable && found.actualBytes < found.wav!.blockBytes;
}

async function measure(
	found: Inspection,
	sha256: string,
	pcm: Pcm,
	outDir: string | undefined,
	settings: Settings,
	watch: Watch
): Promise<Analysis> {
	const { sampleRate, channels } = pcm;
	const meter = new SoundMeter(sampleRate, channels);
	const form = playbackOf(playableForm(found, pcm), settings.playback);
	const base = outDir === undefined ? undefined : path.join(outDir, randomUUID());
	const playbackPath = base && form.copy ? `${base}.playback` : null;
	const withFfmpeg = settings.decoder === 'ffmpeg' || (settings.decoder === 'auto' && hasFfmpeg());
	const copy = playbackPath
		? await openForgiving(playbackPath, form.copy!, sampleRate, channels, withFfmpeg)
		: undefined;
	try {
		for await (const chunk of pcm.chunks) {
			watch();
			meter.push(chunk);
			await copy?.push(chunk);
		}
		if (!meter.heard) throw new Undecodable('no sound came out of it');
		await copy?.finish();
	} catch (error) {
		copy?.abandon();
		throw error;
	}
	const measured = meter.finish();
	const peaksPath = base ? `${base}.peaks` : null;
	if (peaksPath) fs.writeFileSync(peaksPath, measured.pyramid);
	const copied = copy && !copy.failed ? playbackPath : null;
	const made = {
		peaksPath,
		playbackPath: copied,
		playbackType: form.type,
		needsPlaybackCopy: form.copy !== null
	};
	return resultOf({ ...found, ...formOf(found, pcm) }, sha256, measured, made);
}

const formOf = (found: Inspection, pcm: Pcm) => ({
	codec: found.codec === 'unknown' ? pcm.codec : found.codec,
	sampleRate: pcm.sampleRate,
	channels: pcm.channels
});

const playableForm = (found: Inspection, pcm: Pcm) => ({
	container: found.container,
	...formOf(found, pcm),
	closed: found.state === 'closed',
	constantBitrate: found.mp3?.constantBitrate ?? false
});

function hashOf(file: string): string {
	const hash = createHash('sha256');
	const source = openBytes(file);
	try {
		for (let at = 0; at < source.size; at += 1 << 20) hash.update(source.read(at, 1 << 20));
		return hash.digest('hex');
	} finally {
		source.close();
	}
}
