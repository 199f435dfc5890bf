/**
 * What a browser is given. Browsers play PCM in WAV, MP3, Ogg, WebM, FLAC and AAC in MP4; the rest
 * needs a copy, and so does what they play but seek wrongly in: MP3 of changing bit rate or with long
 * frames, bare AAC, and WAV whose header is not true. G.711 in WAV is copied as well: not every
 * browser takes it. A copy is made from the samples that were measured, the first to the last: a
 * time in what is played is the same time in the decoded original.
 */
export interface PlayableForm {
	container: string;
	codec: string;
	sampleRate: number;
	channels: number;
	/** The header tells the truth about the length. */
	closed: boolean;
	/** MP3 only. */
	constantBitrate: boolean;
}

export type CopyForm = 'wav' | 'mp3' | 'flac' | 'opus';

interface Playback {
	/** Media type of what is served. */
	type: string;
	/** Form of the copy, or null when the original is served. */
	copy: CopyForm | null;
}

const mediaTypes: Record<CopyForm, string> = {
	wav: 'audio/wav',
	mp3: 'audio/mpeg',
	flac: 'audio/flac',
	opus: 'audio/ogg'
};

/** Served as it is: codecs by container. */
const played: Record<string, { type: string; codecs: readonly string[] }> = {
	wav: { type: 'audio/wav', codecs: ['pcm_u8', 'pcm_s16le', 'pcm_s24le'] },
	mp3: { type: 'audio/mpeg', codecs: ['mp3'] },
	ogg: { type: 'audio/ogg', codecs: ['opus', 'vorbis', 'flac'] },
	flac: { type: 'audio/flac', codecs: ['flac'] },
	mp4: { type: 'audio/mp4', codecs: ['aac', 'mp3', 'flac', 'opus'] },
	webm: { type: 'audio/webm', codecs: ['opus', 'vorbis'] }
};

/** `preferred` is the centre's setting; more than two channels are always copied as FLAC, which alone can hold them. */
export function playbackOf(form: PlayableForm, preferred: 'mp3' | 'flac' | 'opus'): Playback {
	const original = played[form.container];
	const playable = original?.codecs.includes(form.codec) ?? false;
	if (original && playable && form.closed && seeksTrue(form))
		return { type: original.type, copy: null };
	// Nothing is lost, and nothing spent, on a WAV that only needs a true header.
	const copy =
		form.container === 'wav' && playable ? 'wav' : form.channels > 2 ? 'flac' : preferred;
	return { type: mediaTypes[copy], copy };
}

/** Frames of MP3 below this rate last up to 72 ms: seeking, which lands on a frame, would be off by more than 50. */
const MP3_SEEKS_FROM_HZ = 32_000;

const seeksTrue = ({ codec, constantBitrate, sampleRate }: PlayableForm): boolean =>
	codec !== 'mp3' || (constantBitrate && sampleRate >= MP3_SEEKS_FROM_HZ);
