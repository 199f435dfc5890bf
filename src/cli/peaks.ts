import { fileArgument, rawOption, withAnalyser } from './audio.ts';
import { UsageError, type Command } from './command.ts';

const MAX_SAMPLES_PER_PIXEL = 2 ** 31 - 1;

export const peaks: Command = {
	name: 'peaks',
	summary: 'Write the waveform of an audio file as a BBC .dat file, version 2, channels apart.',
	usage: 'FILE --samples-per-pixel N --bits 8|16 -o OUT.dat [--raw CODEC:RATE:CHANNELS]',
	options: {
		'samples-per-pixel': {
			type: 'string',
			help: 'samples behind one pair of values, from 2 (256)'
		},
		bits: { type: 'string', help: '8 or 16 bits per value (16)' },
		out: { type: 'string', short: 'o', help: 'file to write' },
		raw: rawOption
	},
	async run(call) {
		const { file, raw } = fileArgument(call);
		const out = call.text('out');
		if (out === undefined) throw new UsageError('Name the file to write with -o OUT.dat.');
		const samplesPerPixel = Number(call.text('samples-per-pixel') ?? 256);
		if (!Number.isInteger(samplesPerPixel) || samplesPerPixel < 2)
			throw new UsageError('--samples-per-pixel is a whole number from 2.');
		if (samplesPerPixel > MAX_SAMPLES_PER_PIXEL)
			throw new UsageError('--samples-per-pixel is too large.');
		const bits = Number(call.text('bits') ?? 16);
		if (bits !== 8 && bits !== 16) throw new UsageError('--bits is 8 or 16.');
		await withAnalyser((analyser) =>
			analyser.writePeaks(file, { samplesPerPixel, bits, out, raw })
		).catch((error: Error) => {
			throw new UsageError(`${file}: ${error.message}`);
		});
		call.answer({ out, samplesPerPixel, bits }, () => [`${out} written`]);
		return 0;
	}
};
