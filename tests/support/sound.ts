/** Real speech for tests: a short two-sided Mandarin call, made by the same voices as the example centre. */
import { interleaved, mix } from '#src/demo/audio/mix.ts';
import { speakAll } from '#src/demo/audio/speak.ts';
import { agentVoices, customerVoices } from '#src/demo/audio/voices.ts';
import { wavFile } from '#src/demo/audio/wav.ts';
import { Dialogue } from '#src/demo/dialogues/script.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';

export interface SpokenCall {
	/** WAV, 16-bit, 8 kHz, agent left, customer right. */
	wav: Buffer;
	durationMs: number;
}

/** About twenty seconds: a greeting, a report, a promise that may not be made, a goodbye. */
export async function spokenCall(): Promise<SpokenCall> {
	const dialogue = new Dialogue(agentVoices[0]!, customerVoices[0]!, () => 350);
	dialogue.agentSays('您好，供热公司，请问有什么问题？');
	dialogue.customerSays('你好，我家暖气不热，请尽快派人来看看。');
	dialogue.agentSays('好的，您的地址是幸福路十二号，对吗？');
	dialogue.customerSays('对，幸福路十二号。');
	dialogue.agentSays('请放心，保证今晚八点之前一定修好。');
	dialogue.customerSays('好的，谢谢你，再见。');
	dialogue.agentSays('不客气，感谢您的来电，再见。');
	const spoken = await speakAll(dialogue.lines.map((line) => line.said));
	const tracks = mix(dialogue.lines, spoken, seededRandom(7));
	return { wav: wavFile(interleaved(tracks), 2, 'pcm16'), durationMs: tracks.durationMs };
}
