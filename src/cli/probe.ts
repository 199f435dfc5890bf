import type { Probe } from '#lib/recordings/server/analyser.ts';
import { fileArgument, rawOption, withAnalyser } from './audio.ts';
import type { Command, ExitCode } from './command.ts';

export const probe: Command = {
	name: 'probe',
	summary: 'Tell what an audio file is and what can be heard in it.',
	usage: 'FILE [--raw CODEC:RATE:CHANNELS] [--json]',
	options: { raw: rawOption },
	async run(call) {
		const { file, raw } = fileArgument(call);
		const found = await withAnalyser((analyser) => analyser.analyse(file, { raw }));
		call.answer(facts(found), () => lines(file, found));
		return exitCode(found);
	}
};

/** Nothing heard is an answer too; only a file cut off or not decodable is not well. */
function exitCode({ verdict }: Probe): ExitCode {
	return verdict === 'unreadable' ? 3 : verdict === 'truncated' ? 2 : 0;
}

function facts(found: Probe) {
	const { speech, reason } = found;
	return {
		container: found.container,
		codec: found.codec,
		sampleRate: found.sampleRate,
		channels: found.channels,
		durationMs: found.durationMs,
		bytes: found.bytes,
		sha256: found.sha256,
		verdict: found.verdict,
		...(reason === null ? {} : { reason }),
		peakDbfs: speech.peakDbfs,
		speechMs: speech.speechMs,
		overtalkMs: speech.overtalkMs,
		silences: speech.silences,
		noiseFloorDbfs: speech.noiseFloorDbfs,
		voiced: speech.voiced,
		overtalk: speech.overtalk,
		checkByEar: speech.checkByEar,
		declaredMs: found.declaredMs,
		issues: found.issues,
		playbackType: found.playbackType,
		needsPlaybackCopy: found.needsPlaybackCopy,
		detector: found.detector
	};
}

function lines(file: string, found: Probe): string[] {
	const { speech } = found;
	const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
	const channels = speech.peakDbfs.map((peak, i) => {
		const level = peak === null ? 'no sound' : `peak ${peak.toFixed(1)} dBFS`;
		return `  channel ${i + 1}   ${level}, speech ${seconds(speech.speechMs[i] ?? 0)}`;
	});
	return [
		file,
		`  content     ${found.codec} in ${found.container}, ${found.sampleRate} Hz, ${found.channels} channel(s)`,
		`  length      ${seconds(found.durationMs)}, ${found.bytes} bytes`,
		`  sha256      ${found.sha256}`,
		`  verdict     ${found.verdict}${found.reason ? ` (${found.reason})` : ''}${speech.checkByEar ? ', check by ear' : ''}`,
		...channels,
		`  overtalk    ${seconds(speech.overtalkMs)}, ${speech.silences.length} silence(s) of 1 s or more`,
		...found.issues.map((issue) => `  issue       ${issue.code}`)
	];
}
