/**
 * How a playback copy is coded: rates that the form knows, and a constant bit rate, so that seeking
 * lands where it should. MP3 is raised to 32 kHz or more: a browser leaves the encoder's delay of
 * 1105 samples in and seeks by whole frames, which at 8 kHz are 138 and 72 ms, at 32 kHz 35 and 36.
 */
import type { CopyForm } from '../playback.ts';

export interface CodedForm {
	/** FFmpeg's names. */
	encoder: string;
	muxer: string;
	sampleRate: number;
	/** Encoder options by FFmpeg's names. */
	options: Record<string, string>;
	/** Bits per second; 0 where the form has none. */
	bitrate: number;
}

const OPUS_RATES = [8000, 12_000, 16_000, 24_000, 48_000];

const atLeast = (rates: number[], rate: number) => rates.find((one) => one >= rate) ?? 48_000;

/** Bits per second and channel for speech at that rate. */
const mp3Bitrate = (rate: number) => (rate <= 16_000 ? 32_000 : rate <= 24_000 ? 48_000 : 64_000);

export function codedForm(
	form: Exclude<CopyForm, 'wav'>,
	rate: number,
	channels: number
): CodedForm {
	if (form === 'flac')
		return { encoder: 'flac', muxer: 'flac', sampleRate: rate, bitrate: 0, options: {} };
	if (form === 'opus') {
		const sampleRate = atLeast(OPUS_RATES, rate);
		const bitrate = 24_000 * channels;
		return { encoder: 'libopus', muxer: 'ogg', sampleRate, bitrate, options: { vbr: 'off' } };
	}
	const sampleRate = [32_000, 44_100].find((one) => one % rate === 0) ?? 48_000;
	const bitrate = mp3Bitrate(rate) * channels;
	// The quickest way of LAME: speech of a telephone gains nothing by the slow ones.
	const options = { compression_level: '9' };
	return { encoder: 'libmp3lame', muxer: 'mp3', sampleRate, bitrate, options };
}
