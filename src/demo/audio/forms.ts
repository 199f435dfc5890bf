/** The forms of file that the example centre's recorders have written over the years. */
import { MP3_DELAY_MS, mp3File, opusFile } from './compressed.ts';
import { interleaved, mixedDown, type Passage, type Tracks } from './mix.ts';
import { wavFile } from './wav.ts';

export const forms = {
	'alaw-stereo': wav('alaw', 2),
	'mulaw-stereo': wav('mulaw', 2),
	'pcm-stereo': wav('pcm16', 2),
	'alaw-mono': wav('alaw', 1),
	wav49: wav('gsm', 1),
	'mp3-stereo': mp3(2, 24),
	'mp3-mono': mp3(1, 16),
	'opus-stereo': {
		extension: 'ogg',
		channels: 2,
		delayMs: 0,
		write: (tracks: Tracks, name: string) => opusFile(interleaved(tracks), 2, 18, name)
	}
} as const satisfies Record<string, Form>;
export type FormName = keyof typeof forms;

interface Form {
	extension: string;
	channels: 1 | 2;
	/** How much later than in the tracks a sound is heard. */
	delayMs: number;
	write: (tracks: Tracks, name: string) => Buffer;
}

export interface MadeFile {
	name: string;
	bytes: Buffer;
	extension: string;
	channels: 1 | 2;
	passages: Passage[];
}

export function makeFile(name: string, tracks: Tracks, formName: FormName): MadeFile {
	const form: Form = forms[formName];
	const passages = tracks.passages.map((passage) => ({
		...passage,
		fromMs: passage.fromMs + form.delayMs,
		toMs: passage.toMs + form.delayMs
	}));
	const { extension, channels } = form;
	return { name, bytes: form.write(tracks, name), extension, channels, passages };
}

function wav(codec: 'alaw' | 'mulaw' | 'pcm16' | 'gsm', channels: 1 | 2) {
	return {
		extension: 'wav',
		channels,
		delayMs: 0,
		write: (tracks: Tracks) =>
			wavFile(channels === 2 ? interleaved(tracks) : mixedDown(tracks), channels, codec)
	};
}

function mp3(channels: 1 | 2, kbps: number) {
	return {
		extension: 'mp3',
		channels,
		delayMs: MP3_DELAY_MS,
		write: (tracks: Tracks) =>
			mp3File(channels === 2 ? interleaved(tracks) : mixedDown(tracks), channels, kbps)
	};
}
