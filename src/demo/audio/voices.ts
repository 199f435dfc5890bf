/** The speakers of the example calls, and how many threads speak at once. */
export interface Voice {
	name: string;
	/** espeak-ng voice: Mandarin written in pinyin, with a speaker variant. */
	espeak: string;
	/** Words per minute, 0–100 pitch and intonation. */
	rate: number;
	pitch: number;
	range: number;
}

const mandarin = (variant: string) => `cmn-latn-pinyin+${variant}`;

export const agentVoices: Voice[] = [
	{ name: 'agent-1', espeak: mandarin('f3'), rate: 232, pitch: 62, range: 55 },
	{ name: 'agent-2', espeak: mandarin('f2'), rate: 244, pitch: 52, range: 60 },
	{ name: 'agent-3', espeak: mandarin('m3'), rate: 236, pitch: 46, range: 50 }
];

export const customerVoices: Voice[] = [
	{ name: 'customer-1', espeak: mandarin('m7'), rate: 224, pitch: 34, range: 60 },
	{ name: 'customer-2', espeak: mandarin('f4'), rate: 240, pitch: 44, range: 65 },
	{ name: 'customer-3', espeak: mandarin('m1'), rate: 216, pitch: 28, range: 45 },
	{ name: 'customer-4', espeak: mandarin('f1'), rate: 228, pitch: 70, range: 70 }
];

/** Something to be said by somebody; `key` is the same for the same words in the same voice. */
export interface Utterance {
	key: string;
	voice: Voice;
	text: string;
}

export const utterance = (voice: Voice, text: string): Utterance => ({
	key: `${voice.name}|${text}`,
	voice,
	text
});
