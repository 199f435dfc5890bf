/**
 * Which FFmpeg demuxer is forced for what was detected. Forcing one keeps playlists and other
 * formats that open further files or addresses out of reach.
 */
import type { Inspection } from './detect.ts';
import { Undecodable } from './pcm.ts';

const byContainer: Partial<Record<Inspection['container'], string>> = {
	wav: 'wav',
	mp3: 'mp3',
	ogg: 'ogg',
	flac: 'flac',
	mp4: 'mov',
	webm: 'matroska',
	adts: 'aac'
};

const byRawCodec: Record<string, string> = {
	gsm: 'gsm',
	g722: 'g722',
	adpcm_g722: 'g722',
	g729: 'g729',
	g726: 'g726',
	g726le: 'g726le',
	g723_1: 'g723_1',
	aac: 'aac',
	mp3: 'mp3',
	ac3: 'ac3'
};

/** The demuxer's name; refuses what none of them reads. */
export function demuxerFor(found: Inspection): string {
	const name = found.container === 'raw' ? byRawCodec[found.codec] : byContainer[found.container];
	if (!name) throw new Undecodable(`no decoder for ${found.container} ${found.codec}`);
	return name;
}
