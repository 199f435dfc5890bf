/** What the commands on single audio files share: no database, one decoder. */
import { readConfig } from '#lib/platform/server/config.ts';
import { parseDeclaredForm, type DeclaredForm } from '#lib/recordings/raw-form.ts';
import { createAnalyser, type Analyser } from '#lib/recordings/server/analyser.ts';
import { UsageError, type Call, type Option } from './command.ts';

export const rawOption: Option = {
	type: 'string',
	help: 'form of a file without header, as codec:rate:channels (pcm_mulaw:8000:1)'
};

/** The one FILE argument and the declared form; anything else is refused with a sentence. */
export function fileArgument(call: Call): { file: string; raw: DeclaredForm | undefined } {
	const [file, ...more] = call.positionals;
	if (file === undefined || more.length > 0) throw new UsageError('Give exactly one FILE.');
	const text = call.text('raw');
	const raw = text === undefined ? undefined : parseDeclaredForm(text);
	if (raw === null) throw new UsageError(`--raw ${text}: expected codec:rate:channels.`);
	return { file, raw };
}

/** Runs `work` with an analyser and closes it; whatever it throws becomes a sentence. */
export async function withAnalyser<Result>(work: (analyser: Analyser) => Promise<Result>) {
	const { decoder, playback } = readConfig(process.env);
	const analyser = createAnalyser({ decoder, playback, workers: 1 });
	try {
		return await work(analyser);
	} catch (error) {
		const { code, message, path } = error as NodeJS.ErrnoException;
		throw new UsageError(code === 'ENOENT' ? `No such file: ${path}` : message);
	} finally {
		await analyser.close();
	}
}
